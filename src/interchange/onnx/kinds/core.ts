import { axisOf } from '../../../layers/axis.ts';
import { activated } from '../activations.ts';
import { channelsFirst, inOrder, placeOf, type Value } from '../graph.ts';
import { type Call, like, ordered, type Table, transposed } from '../layer.ts';

/** Rows of a matrix in another order. */
function rowsOf(matrix: Float32Array, rows: Uint32Array | null): Float32Array {
  if (!rows) return matrix;
  const width = matrix.length / rows.length;
  const result = new Float32Array(matrix.length);
  for (const [at, row] of rows.entries())
    result.set(matrix.subarray(row * width, (row + 1) * width), at * width);
  return result;
}

type DenseCall = Call<{ readonly units: number; readonly useBias: boolean }>;

/** A matrix product over the channels of what lies channels first: a convolution of single positions. */
function pointwise(call: DenseCall, x: Value): Value {
  const { units, useBias } = call.params;
  const incoming = x.shape.at(-1)!;
  const ones = x.shape.slice(1).map(() => 1);
  const kernel = call.floats('kernel', [units, incoming, ...ones], () =>
    transposed(call.weight('kernel')!, [incoming, units], [1, 0]),
  );
  const bias = useBias ? [call.floats('bias', [units], () => call.weight('bias')!)] : [];
  const tensor = call.main('Conv', [x.tensor, kernel, ...bias], { kernel_shape: { ints: ones } });
  return { ...x, tensor, shape: call.output };
}

/** Over the last axis of what lies with the channels last. */
function product(call: DenseCall, given: Value): Value {
  const last = given.shape.length;
  const x = placeOf(given, last) === last ? given : call.moved(given, inOrder(given.shape));
  const { units, useBias } = call.params;
  const kernel = call.floats('kernel', [x.shape.at(-1)!, units], () => call.weight('kernel')!);
  const tensor = call.main('MatMul', [x.tensor, kernel]);
  if (!useBias) return { ...x, tensor, shape: call.output };
  const bias = call.floats('bias', [units], () => call.weight('bias')!);
  return { ...x, tensor: call.node('Add', [tensor, bias]), shape: call.output };
}

/** Of a vector; what a Flatten left in another order is met by rows in that order. */
function dense(call: DenseCall, given: Value): Value {
  const { units, useBias } = call.params;
  const x = given.order[0] === 0 ? given : call.moved(given, [0, 1]);
  const kernel = call.floats('kernel', [x.shape[0]!, units], () => rowsOf(call.weight('kernel')!, x.shuffle));
  const bias = useBias ? [call.floats('bias', [units], () => call.weight('bias')!)] : [];
  return ordered(call.main('Gemm', [x.tensor, kernel, ...bias]), call.output);
}

export const cores = {
  /** The graph's input: it is there before any layer is written. */
  input: ({ inputs: [x] }) => x!,
  dense(call) {
    const [x] = call.inputs;
    const first = x!.shape.length > 1 && x!.order.join() === channelsFirst(x!.shape).join();
    const y = x!.shape.length === 1 ? dense(call, x!) : first ? pointwise(call, x!) : product(call, x!);
    return activated(call, call.params.activation, y);
  },
  rbfOutput(call) {
    const [x] = call.inputs;
    const [targets, length] = [call.output[0]!, x!.shape[0]!];
    const vectors = call.floats('targets', [targets, length], () => {
      const rows = call.weight('targets')!;
      if (!x!.shuffle) return rows;
      const columns = rowsOf(transposed(rows, [targets, length], [1, 0]), x!.shuffle);
      return transposed(columns, [length, targets], [1, 0]);
    });
    const one = call.ints('axis', [1]);
    const row = call.node('Unsqueeze', [x!.tensor, one]);
    const difference = call.node('Sub', [row, vectors]);
    const squares = call.node('Mul', [difference, difference]);
    const distances = call.main('ReduceSum', [squares, call.ints('axes', [2])], { keepdims: { int: 0 } });
    if (call.params.output === 'distance') return ordered(distances, call.output);
    return ordered(call.node('Softmax', [call.node('Neg', [distances])], { axis: { int: 1 } }), call.output);
  },
  activation(call) {
    const [x] = call.inputs;
    const { activation, negativeSlope } = call.params;
    if (activation !== 'leakyRelu') return activated(call, activation, x!);
    return like(x!, call.main('LeakyRelu', [x!.tensor], { alpha: { float: negativeSlope } }));
  },
  prelu(call) {
    const [x] = call.inputs;
    const shared = new Set(call.params.sharedAxes.map((axis) => axisOf(axis, x!.shape)));
    const lengths = x!.shape.map((length, axis) => (shared.has(axis) ? 1 : length));
    const dims = x!.order.map((axis) => (axis === 0 ? 1 : lengths[axis - 1]!));
    const slope = call.floats('alpha', x!.order[0] === 0 ? dims.slice(1) : dims, () => {
      const alpha = call.weight('alpha')!;
      if (x!.shuffle && lengths[0] !== 1) return Float32Array.from(x!.shuffle, (at) => alpha[at]!);
      return transposed(alpha, [1, ...lengths], x!.order);
    });
    return like(x!, call.main('PRelu', [x!.tensor, slope]));
  },
} satisfies Partial<Table>;
