import type { ActivationName } from '../../../layers/activations.ts';
import { kindOf } from '../../../layers/registry.ts';
import { inOrder, type Tensor, type Value } from '../graph.ts';
import { type Call, like, ordered, reshaped, type Table, transposed } from '../layer.ts';
import type { Attribute } from '../proto.ts';
import { cells, type RecurrentCall, type RecurrentParams } from './cells.ts';
import { unrolled } from './unrolled.ts';

/** With the steps in front: `[time, batch, features]`. */
export const stepsFirst = [1, 0, 2] as const;

/** What ONNX's recurrent operators call an activation function, and its parameters; undefined where they have none. */
const functions: Readonly<Partial<Record<ActivationName, { name: string; alpha?: number; beta?: number }>>> =
  {
    relu: { name: 'Relu' },
    tanh: { name: 'Tanh' },
    scaledTanh: { name: 'ScaledTanh', alpha: 1.7159, beta: 2 / 3 },
    sigmoid: { name: 'Sigmoid' },
    hardSigmoid: { name: 'HardSigmoid', alpha: 1 / 6, beta: 0.5 },
    elu: { name: 'Elu', alpha: 1 },
    softplus: { name: 'Softplus' },
    softsign: { name: 'Softsign' },
  };

/** One row for each gate and unit: `[in, gates * units]` as `[gates * units, in]`, the gates in ONNX's order. */
function gatesOf(
  kernel: Float32Array,
  incoming: number,
  units: number,
  order: readonly number[],
): Float32Array {
  const rows = transposed(kernel, [incoming, order.length * units], [1, 0]);
  const size = units * incoming;
  const result = new Float32Array(rows.length);
  for (const [at, gate] of order.entries())
    result.set(rows.subarray(gate * size, (gate + 1) * size), at * size);
  return result;
}

const joined = (parts: readonly Float32Array[]): Float32Array => {
  const result = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
};

/**
 * ONNX's LSTM or GRU.
 * @param prefixes of the weights' names, one for each direction
 * @returns outputs of all steps `[time, directions, batch, units]`, and of the last `[directions, batch, units]`; null
 *   where it has no such activation function
 */
function operator(
  call: RecurrentCall,
  which: keyof typeof cells,
  x: Value,
  prefixes: readonly string[],
  direction: 'forward' | 'reverse' | 'bidirectional',
): readonly Tensor[] | null {
  const { units, activation, recurrentActivation, useBias, resetAfter } = call.params;
  const { op, gates, order } = cells[which];
  const named = (
    which === 'lstm' ? [recurrentActivation, activation, activation] : [recurrentActivation, activation]
  ).map((name) => functions[name]);
  if (named.some((each) => !each)) return null;
  const used = prefixes.flatMap(() => named.map((each) => each!));
  const features = x.shape[1]!;
  const count = prefixes.length;
  const kernel = call.floats('kernel', [count, gates * units, features], () =>
    joined(prefixes.map((prefix) => gatesOf(call.weight(`${prefix}kernel`)!, features, units, order))),
  );
  const recurrent = call.floats('recurrent_kernel', [count, gates * units, units], () =>
    joined(prefixes.map((prefix) => gatesOf(call.weight(`${prefix}recurrent_kernel`)!, units, units, order))),
  );
  const size = gates * units;
  const biases = (prefix: string): Float32Array[] => {
    const own = call.weight(`${prefix}bias`)!;
    // A GRU that resets after the product has a bias on either side of it.
    const sides =
      own.length > size ? [own.subarray(0, size), own.subarray(size)] : [own, new Float32Array(size)];
    return sides.map((side) => gatesOf(side, 1, units, order));
  };
  const bias = useBias
    ? call.floats('bias', [count, 2 * size], () => joined(prefixes.flatMap(biases)))
    : null;
  const attributes: Record<string, Attribute> = {
    hidden_size: { int: units },
    direction: { text: direction },
    activations: { texts: used.map(({ name }) => name) },
    // Left out where no function has parameters: they are counted off by those that have.
    ...(used.some(({ alpha }) => alpha !== undefined) && {
      activation_alpha: { floats: used.map(({ alpha }) => alpha ?? 0) },
      activation_beta: { floats: used.map(({ beta }) => beta ?? 0) },
    }),
    ...(which === 'gru' && { linear_before_reset: { int: resetAfter ? 1 : 0 } }),
  };
  const inputs = [x.tensor, kernel, recurrent, ...(bias ? [bias] : [])];
  return call.split(op, inputs, attributes, 2);
}

const reversed = (call: RecurrentCall, tensor: Tensor): Tensor =>
  call.node('Slice', [
    tensor,
    call.ints('starts', [-1]),
    call.ints('ends', [-(2 ** 31)]),
    call.ints('axes', [0]),
    call.ints('steps', [-1]),
  ]);

/** @returns `[time, batch, units]` where `returnSequences`, else `[batch, units]` */
function oneWay(
  call: RecurrentCall,
  which: keyof typeof cells,
  x: Value,
  { prefix, backwards }: { readonly prefix: string; readonly backwards: boolean },
): Tensor {
  const { returnSequences } = call.params;
  const made = operator(call, which, x, [prefix], backwards ? 'reverse' : 'forward');
  if (!made) {
    const steps = unrolled(call, which, backwards ? like(x, reversed(call, x.tensor)) : x, prefix);
    return returnSequences
      ? call.node('Concat', steps, { axis: { int: 0 } })
      : call.node('Squeeze', [steps.at(-1)!, call.ints('direction', [0])]);
  }
  const [all, last] = made;
  if (!returnSequences) return call.node('Squeeze', [last!, call.ints('direction', [0])]);
  const steps = call.node('Squeeze', [all!, call.ints('direction', [1])]);
  // ONNX puts out the steps in the order of time, Keras in the order in which they were computed.
  return backwards ? reversed(call, steps) : steps;
}

const finished = ({ params, output }: RecurrentCall, tensor: Tensor): Value =>
  params.returnSequences
    ? { tensor, shape: output, order: stepsFirst, shuffle: null }
    : ordered(tensor, output);

const recurrent =
  (which: keyof typeof cells) =>
  (call: Call<RecurrentParams & { readonly goBackwards: boolean }>): Value => {
    const x = call.moved(call.inputs[0]!, stepsFirst);
    return finished(call, oneWay(call, which, x, { prefix: '', backwards: call.params.goBackwards }));
  };

const mergers = { sum: 'ReduceSum', mul: 'ReduceProd', ave: 'ReduceMean' } as const;

export const recurrents = {
  /** Numbers that come as float32, as all inputs of networks do. */
  embedding(call) {
    const [given] = call.inputs;
    const { inputDim, outputDim } = call.params;
    const x = given!.shuffle ? call.moved(given!, given!.order) : given!;
    const table = call.floats('embeddings', [inputDim, outputDim], () => call.weight('embeddings')!);
    const indices = call.node('Cast', [x.tensor], { to: { int: 7 } });
    const order = [...x.order, x.order.length];
    return { tensor: call.main('Gather', [table, indices]), shape: call.output, order, shuffle: null };
  },
  lstm: recurrent('lstm'),
  gru: recurrent('gru'),
  bidirectional(call) {
    const { layer, mergeMode, returnSequences } = call.params;
    const x = call.moved(call.inputs[0]!, stepsFirst);
    const axis = returnSequences ? 1 : 0;
    const made = operator(call, layer, x, ['forward_', 'backward_'], 'bidirectional');
    if (!made) {
      const ways = [false, true].map((backwards) =>
        oneWay(call, layer, x, { prefix: backwards ? 'backward_' : 'forward_', backwards }),
      );
      const back = returnSequences ? reversed(call, ways[1]!) : ways[1]!;
      const last = returnSequences ? 2 : 1;
      if (mergeMode === 'concat')
        return finished(call, call.node('Concat', [ways[0]!, back], { axis: { int: last } }));
      const op = { sum: 'Sum', mul: 'Mul', ave: 'Mean' }[mergeMode];
      return finished(call, call.node(op, [ways[0]!, back]));
    }
    const both = made[returnSequences ? 0 : 1]!;
    if (mergeMode === 'concat') {
      const halves = call.split('Split', [both], { axis: { int: axis } }, 2);
      const sides = halves.map((half) => call.node('Squeeze', [half, call.ints('direction', [axis])]));
      return finished(call, call.node('Concat', sides, { axis: { int: returnSequences ? 2 : 1 } }));
    }
    const op = mergers[mergeMode];
    const axes = op === 'ReduceSum' ? [call.ints('axes', [axis])] : [];
    const attributes = { keepdims: { int: 0 }, ...(axes.length === 0 && { axes: { ints: [axis] } }) };
    return finished(call, call.node(op, [both, ...axes], attributes));
  },
  /** Steps as if they were examples. */
  timeDistributed(call) {
    const [given] = call.inputs;
    const { layer, params } = call.params;
    const kind = kindOf(layer)!;
    const [time, ...shape] = given!.shape;
    const rest = given!.order.filter((axis) => axis > 1);
    const x = call.moved(given!, [0, 1, ...rest]);
    const order = [0, ...rest.map((axis) => axis - 1)];
    const step: Value = { tensor: reshaped(call, x.tensor, shape, order), shape, order, shuffle: null };
    const made = call.write(kind, kind.parameters.parse(params), [step]);
    const y = made.shuffle ? call.moved(made, inOrder(made.shape)) : made;
    const outer = [0, 1, ...y.order.slice(1).map((axis) => axis + 1)];
    return {
      tensor: reshaped(call, y.tensor, [time!, ...y.shape], outer),
      shape: call.output,
      order: outer,
      shuffle: null,
    };
  },
} satisfies Partial<Table>;
