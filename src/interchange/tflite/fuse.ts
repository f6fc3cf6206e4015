import {
  channelValues,
  constant,
  consumersOf,
  isConstant,
  type LiteGraph,
  type LiteOperator,
  type LiteTensor,
} from './graph.ts';
import type { Builtin, Fused } from './schema.ts';

/** Where the bias of an operator with weights stands, and the weights themselves. */
const weighted: { readonly [K in Builtin]?: { readonly kernel: number; readonly bias: number } } = {
  CONV_2D: { kernel: 1, bias: 2 },
  DEPTHWISE_CONV_2D: { kernel: 1, bias: 2 },
  FULLY_CONNECTED: { kernel: 1, bias: 2 },
  CONV_3D: { kernel: 1, bias: 2 },
  TRANSPOSE_CONV: { kernel: 1, bias: 3 },
};

/** The axis of a kernel that belongs to what comes out. */
export const kernelAxis = (op: Builtin, kernel: LiteTensor): number =>
  op === 'DEPTHWISE_CONV_2D' || op === 'CONV_3D' ? kernel.shape.length - 1 : 0;

export const partsOf = (op: Builtin) => weighted[op] ?? null;

const steps: { readonly [K in Builtin]?: (value: number, number: number) => number } = {
  ADD: (value, number) => value + number,
  SUB: (value, number) => value - number,
  MUL: (value, number) => value * number,
  DIV: (value, number) => value / number,
};

const activations: { readonly [K in Builtin]?: Fused } = { RELU: 'RELU', RELU6: 'RELU6' };

/** Operators that may apply an activation themselves. */
const activating: ReadonlySet<Builtin> = new Set([
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'ADD',
  'AVERAGE_POOL_2D',
  'MAX_POOL_2D',
]);

/** A kernel whose outputs are multiplied, each by its own number. */
function scaledKernel(op: Builtin, kernel: LiteTensor, factors: Float32Array): LiteTensor {
  const axis = kernelAxis(op, kernel);
  const inner = kernel.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const places = kernel.shape[axis]!;
  const values = kernel.values as () => Float32Array;
  return constant(kernel.name, kernel.shape, () =>
    values().map((value, at) => value * factors[Math.floor(at / inner) % places]!),
  );
}

/** Puts a step on single channels into the operator with weights before it. @returns whether it fits there */
function absorb(host: LiteOperator, step: LiteOperator): boolean {
  const parts = weighted[host.op];
  const change = steps[step.op];
  if (!parts || !change || (host.options.activation ?? 'NONE') !== 'NONE') return false;
  const [left, right] = step.inputs as [LiteTensor, LiteTensor];
  const swapped = left !== host.outputs[0];
  if (swapped && (step.op === 'SUB' || step.op === 'DIV')) return false;
  const kernel = host.inputs[parts.kernel]!;
  if (!isConstant(kernel) || step.outputs[0]!.shape.length !== host.outputs[0]!.shape.length) return false;
  const channels = host.outputs[0]!.shape.at(-1)!;
  const numbers = channelValues(swapped ? left : right, channels);
  if (!numbers) return false;
  const bias = host.inputs[parts.bias];
  const before = bias ? (bias.values!() as Float32Array) : new Float32Array(channels);
  const after = before.map((value, at) => change(value, numbers[at]!));
  if (step.op === 'MUL' || step.op === 'DIV') {
    const factors = numbers.map((number) => change(1, number));
    host.inputs[parts.kernel] = scaledKernel(host.op, kernel, factors);
    if (!bias) {
      take(host, step);
      return true;
    }
  }
  host.inputs[parts.bias] = constant(`${host.outputs[0]!.name}/bias`, [channels], () => after);
  take(host, step);
  return true;
}

/** Some kernels want a bias, be it of zeros. */
function withBias({ op, inputs, outputs }: LiteOperator): void {
  const parts = weighted[op];
  if (!parts || inputs[parts.bias] || op === 'TRANSPOSE_CONV') return;
  const channels = outputs[0]!.shape.at(-1)!;
  const zeros = constant(`${outputs[0]!.name}/bias`, [channels], () => new Float32Array(channels));
  inputs[parts.bias] = zeros;
}

/** What the later operator put out, the earlier one does. */
function take(host: LiteOperator, { outputs }: LiteOperator): void {
  host.outputs = outputs;
}

/**
 * Biases, batch normalization and ReLU become part of the convolution or matrix product before them, as TensorFlow's own
 * converter does it: fewer operators, and one rounding in int8.
 */
export function fuse(graph: LiteGraph): void {
  const producers = new Map<LiteTensor, LiteOperator>();
  const consumers = consumersOf(graph);
  const ends = new Set(graph.outputs);
  const gone = new Set<LiteOperator>();
  for (const operator of graph.operators) {
    const host = operator.inputs.map((input) => input && producers.get(input)).find((producer) => producer);
    const alone =
      host?.outputs.length === 1 &&
      consumers.get(host.outputs[0]!)?.length === 1 &&
      !ends.has(host.outputs[0]!);
    const activation = activations[operator.op];
    if (host && alone && activation && activating.has(host.op) && !host.options.activation) {
      host.options = { ...host.options, activation };
      take(host, operator);
      gone.add(operator);
    } else if (host && alone && absorb(host, operator)) gone.add(operator);
    for (const output of operator.outputs) producers.set(output, gone.has(operator) ? host! : operator);
  }
  graph.operators = graph.operators.filter((operator) => !gone.has(operator));
  for (const operator of graph.operators) withBias(operator);
}
