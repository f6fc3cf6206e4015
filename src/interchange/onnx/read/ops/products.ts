import { message } from '../../../../text/message.ts';
import { inOrder } from '../../graph.ts';
import { transposed } from '../../layer.ts';
import type { Constant } from '../constants.ts';
import {
  floatsOf,
  isConstant,
  type KnownWire,
  type Op,
  type ReadOp,
  shuffleOf,
  Unreadable,
} from '../reading.ts';

/** Rows of a matrix as the layer before has its numbers. */
function rowsFor(wire: KnownWire, matrix: Float32Array, width: number): Float32Array {
  const shuffle = shuffleOf(wire);
  if (!shuffle) return matrix;
  const result = new Float32Array(matrix.length);
  for (const [at, row] of shuffle.entries())
    result.set(matrix.subarray(at * width, (at + 1) * width), row * width);
  return result;
}

function dense(
  op: Op,
  wire: KnownWire,
  kernel: Float32Array,
  units: number,
  bias: Float32Array | null,
): KnownWire {
  const weights = { kernel: rowsFor(wire, kernel, units), ...(bias && { bias }) };
  return op.reading.add('dense', { units, useBias: bias !== null }, [wire], { order: wire.order, weights });
}

/** One number for each unit, however it was written. */
const biasOf = (constant: Constant, units: number): Float32Array => {
  const values = floatsOf(constant);
  if (values.length === units) return values;
  if (values.length === 1) return new Float32Array(units).fill(values[0]!);
  throw new Unreadable(message('import.onnx-weights', { op: 'Gemm' }));
};

const gemm: ReadOp = (op) => {
  const wire = op.wire(0);
  const matrix = op.constant(1);
  const [alpha, beta] = [op.float('alpha', 1), op.float('beta', 1)];
  if (op.int('transA', 0) !== 0 || wire.shape.length !== 1 || matrix.dims.length !== 2)
    throw new Unreadable(message('import.onnx-weights', { op: 'Gemm' }));
  const turned = op.int('transB', 0) === 1;
  const [rows, columns] = matrix.dims as [number, number];
  const units = turned ? rows : columns;
  const values = floatsOf(matrix);
  const kernel = turned ? transposed(values, [rows, columns], [1, 0]) : values;
  const scaled = alpha === 1 ? kernel : kernel.map((each) => each * alpha);
  const bias = op.inputs[2] ? biasOf(op.constant(2), units).map((each) => each * beta) : null;
  return [dense(op, wire, scaled, units, bias)];
};

const matMul: ReadOp = (op) => {
  const [, second] = op.inputs;
  if (!second || !isConstant(second) || second.dims.length !== 2)
    throw new Unreadable(message('import.onnx-two-products'));
  const wire = op.wire(0);
  const last = wire.shape.length;
  const x = wire.order.at(-1) === last ? wire : op.reading.arranged(wire, inOrder(wire.shape));
  return [dense(op, x, floatsOf(second), second.dims[1]!, null)];
};

/** `[features, gates * units]` of Keras from `[gates * units, features]` of ONNX; gate g of the file is `order[g]`. */
function gatesOf(values: Float32Array, incoming: number, order: readonly number[]): Float32Array {
  const width = values.length / incoming;
  const size = values.length / order.length;
  const rows = new Float32Array(values.length);
  for (const [at, gate] of order.entries())
    rows.set(values.subarray(at * size, (at + 1) * size), gate * size);
  return transposed(rows, [width, incoming], [1, 0]);
}

const recurrents = {
  LSTM: { kind: 'lstm', gates: 4, order: [0, 3, 1, 2], usual: ['Sigmoid', 'Tanh', 'Tanh'] },
  GRU: { kind: 'gru', gates: 3, order: [0, 1, 2], usual: ['Sigmoid', 'Tanh'] },
} as const;

/**
 * An LSTM or GRU whose outputs are taken in one way. What it puts out keeps ONNX's axis of directions, of length 1, which
 * a Squeeze takes away: the axis is left out here, and the Squeeze passes on.
 */
const recurrent =
  (which: keyof typeof recurrents): ReadOp =>
  (op) => {
    const { kind, gates, order, usual } = recurrents[which];
    const wire = op.reading.arranged(op.wire(0), [1, 0, 2]);
    const [kernel, recurrentKernel] = [op.constant(1), op.constant(2)];
    const [directions, size, features] = kernel.dims as [number, number, number];
    const units = size / gates;
    const activations = op.node.attributes.get('activations');
    const states = op.inputs.slice(5).filter((each) => each !== null);
    const zero = states.every((each) => isConstant(each!) && each.values.every((value) => value === 0));
    const direction = op.text('direction', 'forward');
    if (
      directions !== 1 ||
      !zero ||
      op.inputs[4] ||
      (activations && op.texts('activations').join() !== usual.join())
    )
      throw new Unreadable(message('import.onnx-recurrent'));
    const both = op.inputs[3] ? floatsOf(op.constant(3)) : null;
    const sides =
      both && [both.subarray(0, size), both.subarray(size)].map((side) => gatesOf(side, 1, order));
    const after = which === 'GRU' && op.int('linear_before_reset', 0) === 1;
    const bias =
      sides &&
      (after
        ? Float32Array.from([...sides[0]!, ...sides[1]!])
        : sides[0]!.map((each, at) => each + sides[1]![at]!));
    const [all, last] = op.node.outputs;
    const sequences = (op.reading.uses.get(all ?? '') ?? 0) > 0;
    const finals = (op.reading.uses.get(last ?? '') ?? 0) > 0;
    if (sequences && finals) throw new Unreadable(message('import.onnx-recurrent'));
    const params = {
      units,
      useBias: bias !== null,
      returnSequences: sequences,
      goBackwards: direction === 'reverse',
      ...(which === 'GRU' && { resetAfter: after }),
    };
    if (direction === 'reverse' && sequences) throw new Unreadable(message('import.onnx-recurrent'));
    const weights = {
      kernel: gatesOf(floatsOf(kernel), features, order),
      recurrent_kernel: gatesOf(floatsOf(recurrentKernel), units, order),
      ...(bias && { bias }),
    };
    const made = op.reading.add(kind, params, [wire], { order: sequences ? [1, 0, 2] : [0, 1], weights });
    return [made, made];
  };

export const productOps: Readonly<Record<string, ReadOp>> = {
  Gemm: gemm,
  MatMul: matMul,
  LSTM: recurrent('LSTM'),
  GRU: recurrent('GRU'),
};
