import { kernelAxis, partsOf } from './fuse.ts';
import type { LiteOperator, LiteTensor, Quantization } from './graph.ts';
import { quantizedBias, quantizedKernel } from './quantized-values.ts';
import type { Builtin } from './schema.ts';

interface Tools {
  /** How its numbers are written in int8; null for what was not calibrated. */
  range(of: LiteTensor): Quantization | null;
  /** Whether it can be obtained in int8. */
  known(of: LiteTensor): boolean;
  /** Whether it was computed in int8, or comes from outside. */
  inBytes(of: LiteTensor): boolean;
  bytes(of: LiteTensor, wanted?: Quantization): LiteTensor;
  constant(of: LiteTensor): LiteTensor;
}

interface Whole {
  readonly inputs: readonly (LiteTensor | null)[];
  readonly output: Quantization;
}

/** How an operator is written in int8; null where it cannot. */
type Form = (operator: LiteOperator, tools: Tools) => Whole | null;

const isFloat = (of: LiteTensor | null): of is LiteTensor => of?.type === 'float32';

/** Every float input in int8, constants too; null where one has no range. */
function allBytes({ inputs }: LiteOperator, tools: Tools, wanted?: Quantization) {
  const floats = inputs.filter(isFloat);
  if (!floats.every((each) => each.values || (tools.known(each) && tools.inBytes(each)))) return null;
  if (wanted && floats.some((each) => each.values)) return null;
  return inputs.map((input) => {
    if (!isFloat(input)) return input;
    return input.values ? tools.constant(input) : tools.bytes(input, wanted);
  });
}

/** The output has a scale of its own. */
const free: Form = (operator, tools) => {
  const range = tools.range(operator.outputs[0]!);
  const inputs = range && allBytes(operator, tools);
  return inputs && { inputs, output: range };
};

/** Kernels that broadcast are given four axes at most. */
const broadcast: Form = (operator, tools) =>
  operator.outputs[0]!.shape.length <= 4 ? free(operator, tools) : null;

/** The output has the scale that the kernel demands. */
const fixed =
  (scale: number, zeroPoint: number): Form =>
  (operator, tools) => {
    const inputs = allBytes(operator, tools);
    return inputs && { inputs, output: { scales: Float32Array.of(scale), zeroPoint, axis: 0 } };
  };

/** Numbers move and stay as they are. */
const moved: Form = (operator, tools) => {
  const [input] = operator.inputs;
  if (!isFloat(input!)) return null;
  if (!input.values && !(tools.known(input) && tools.inBytes(input))) return null;
  const first = input.values ? tools.constant(input) : tools.bytes(input);
  return { inputs: [first, ...operator.inputs.slice(1)], output: first.quantization! };
};

/** What is joined is brought to one scale. */
const joined: Form = (operator, tools) => {
  const range = tools.range(operator.outputs[0]!);
  const inputs = range && allBytes(operator, tools, range);
  return inputs && { inputs, output: range };
};

/** Convolutions and products with constant weights. @param own a scale for each filter */
const weighted =
  (own: boolean): Form =>
  ({ op, inputs, outputs }, tools) => {
    const parts = partsOf(op)!;
    const x = inputs[0]!;
    const kernel = inputs[parts.kernel]!;
    const range = tools.range(outputs[0]!);
    if (!range || !isFloat(x) || x.values || !tools.known(x) || !kernel.values) return null;
    const axis = kernelAxis(op, kernel);
    const bytes = tools.bytes(x);
    const small = quantizedKernel(kernel, own ? axis : null);
    const bias = inputs[parts.bias];
    const values = bias ? (bias.values!() as Float32Array) : new Float32Array(kernel.shape[axis]!);
    const made = [...inputs];
    made[0] = bytes;
    made[parts.kernel] = small;
    made[parts.bias] = quantizedBias(outputs[0]!.name, values, bytes.quantization!, small.quantization!);
    return { inputs: made, output: range };
  };

/** What has a kernel for int8 in every TensorFlow Lite of the last years. */
export const forms: { readonly [K in Builtin]?: Form } = {
  CONV_2D: weighted(true),
  DEPTHWISE_CONV_2D: weighted(true),
  FULLY_CONNECTED: weighted(false),
  ADD: broadcast,
  SUB: broadcast,
  MUL: broadcast,
  MEAN: free,
  LEAKY_RELU: free,
  RELU: free,
  RELU6: free,
  ELU: free,
  GELU: free,
  SOFTMAX: fixed(1 / 256, -128),
  LOGISTIC: fixed(1 / 256, -128),
  TANH: fixed(1 / 128, 0),
  RESHAPE: moved,
  TRANSPOSE: moved,
  SLICE: moved,
  STRIDED_SLICE: moved,
  SPLIT_V: moved,
  UNPACK: moved,
  PAD: moved,
  GATHER: moved,
  MAX_POOL_2D: moved,
  AVERAGE_POOL_2D: moved,
  REDUCE_MAX: moved,
  CONCATENATION: joined,
  PACK: joined,
  MAXIMUM: joined,
  MINIMUM: joined,
};
