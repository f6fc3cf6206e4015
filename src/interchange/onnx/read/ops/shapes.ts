import { sizeOf } from '../../../../layers/shape.ts';
import { message } from '../../../../text/message.ts';
import { channelsFirst } from '../../graph.ts';
import { lengthsOfWire } from '../fold.ts';
import { floatsOf, isConstant, type KnownWire, type Op, type ReadOp, Unreadable } from '../reading.ts';
import { imageOf, padded } from './convolution.ts';

const passed: ReadOp = (op) => {
  const [first] = op.inputs;
  return first ? [first] : [op.wire(0)];
};

const place = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Lengths behind the batch, -1 and 0 filled in. */
function targetOf(op: Op, wire: KnownWire): number[] {
  const target = [...op.constant(1).values];
  const own = lengthsOfWire(wire);
  const keepsZero = op.int('allowzero', 0) === 1;
  const filled = target.map((length, axis) => (length === 0 && !keepsZero ? own[axis]! : length));
  const [batch, ...rest] = filled;
  const size = sizeOf(wire.shape);
  const known = sizeOf(rest.filter((length) => length !== -1));
  // The batch is given as such, as what is left over, or as the 1 that a file was traced with.
  const fits = batch === -1 || Number.isNaN(batch) || batch === 1;
  if (!fits || wire.order[0] !== 0 || rest.some(Number.isNaN))
    throw new Unreadable(message('import.onnx-reshape', { shape: wire.shape, target: rest }));
  return rest.map((length) => (length === -1 ? size / known : length));
}

const reshape: ReadOp = (op) => {
  const wire = op.wire(0);
  return [op.reading.reshaped(wire, targetOf(op, wire), op.only(0))];
};

const flatten: ReadOp = (op) => {
  const wire = op.wire(0);
  if (place(op.int('axis', 1), wire.order.length) !== 1) throw new Unreadable(message('import.onnx-flatten'));
  return [op.reading.reshaped(wire, [sizeOf(wire.shape)], op.only(0))];
};

const squeeze: ReadOp = (op) => {
  const wire = op.wire(0);
  const kind = op.reading.layers[wire.layer]!.kind;
  // A recurrent layer's axis of directions, which its output here never had.
  if ((kind === 'lstm' || kind === 'gru') && wire.layer === op.reading.layers.length - 1) return [wire];
  const lengths = lengthsOfWire(wire);
  const axes = op.intsAt(1, 'axes')?.map((axis) => place(axis, lengths.length));
  const left = lengths.filter((length, axis) => !(axes ? axes.includes(axis) : length === 1));
  return [op.reading.reshaped(wire, left.slice(1), op.only(0))];
};

const unsqueeze: ReadOp = (op) => {
  const wire = op.wire(0);
  const lengths = lengthsOfWire(wire);
  const axes = op.intsAt(1, 'axes') ?? [];
  const rank = lengths.length + axes.length;
  const added = new Set(axes.map((axis) => place(axis, rank)));
  const grown = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : lengths.shift()!));
  return [op.reading.reshaped(wire, grown.slice(1), op.only(0))];
};

/** The axes have other places; nothing is computed. */
const transpose: ReadOp = (op) => {
  const given = op.wire(0);
  const wire = given.flat ? op.reading.plain(given) : given;
  const perm = op.ints('perm') ?? [...wire.order.keys()].reverse();
  return [{ ...wire, order: perm.map((axis) => wire.order[axis]!) }];
};

const pad: ReadOp = (op) => {
  const mode = op.text('mode', 'constant');
  const value = op.inputs[2] ? op.constant(2).values[0]! : op.float('value', 0);
  if (mode !== 'constant' || value !== 0)
    throw new Unreadable(
      message('import.setting-unreadable', { setting: 'mode', value: `${mode} ${value}` }),
    );
  const wire = op.wire(0);
  const pads = op.intsAt(1, 'pads') ?? [];
  const rank = wire.order.length;
  const before = wire.shape.map((_, axis) => pads[wire.order.indexOf(axis + 1)]!);
  const after = wire.shape.map((_, axis) => pads[rank + wire.order.indexOf(axis + 1)]!);
  const channels = wire.shape.length - 1;
  if (pads.length !== 2 * rank || before[channels] !== 0 || after[channels] !== 0 || rank < 3)
    throw new Unreadable(message('import.onnx-padded-channels'));
  return [padded(op, wire, { before: before.slice(0, -1), after: after.slice(0, -1) })];
};

const slice: ReadOp = (op) => {
  const wire = op.wire(0);
  const [starts, ends] = [op.intsAt(1, 'starts')!, op.intsAt(2, 'ends')!];
  const axes = op.intsAt(3, 'axes') ?? [...starts.keys()];
  const steps = op.intsAt(4, 'steps') ?? starts.map(() => 1);
  const before = wire.shape.map(() => 0);
  const after = wire.shape.map(() => 0);
  for (const [at, given] of axes.entries()) {
    const axis = wire.order[place(given, wire.order.length)]!;
    const length = wire.shape[axis - 1];
    const clamp = (index: number) => Math.min(Math.max(index < 0 ? index + length! : index, 0), length!);
    const whole = axis > 0 && clamp(starts[at]!) === 0 && clamp(ends[at]!) === length && steps[at] === 1;
    if (whole) continue;
    if (axis === 0 || axis === wire.shape.length || steps[at] !== 1)
      throw new Unreadable(message('import.onnx-slice'));
    before[axis - 1] = -clamp(starts[at]!);
    after[axis - 1] = -(length! - clamp(ends[at]!));
  }
  return [padded(op, wire, { before: before.slice(0, -1), after: after.slice(0, -1) })];
};

const resize: ReadOp = (op) => {
  const wire = imageOf(op);
  const old = op.opset < 11;
  const [scales, sizes] = [op.inputs[old ? 1 : 2], op.inputs[3]];
  const factors =
    scales && isConstant(scales) && scales.values.length > 0
      ? [...scales.values].slice(2)
      : sizes && isConstant(sizes)
        ? [...sizes.values].slice(2).map((length, axis) => length / wire.shape[axis]!)
        : null;
  const mode = op.text('mode', 'nearest');
  const transform = op.text('coordinate_transformation_mode', old ? 'asymmetric' : 'half_pixel');
  const order = channelsFirst(wire.shape);
  const whole = factors?.every((factor) => Number.isInteger(factor) && factor >= 1);
  const rank = wire.shape.length - 1;
  if (mode === 'nearest' && whole) {
    const kind = (['upSampling1d', 'upSampling2d', 'upSampling3d'] as const)[rank - 1]!;
    return [op.reading.add(kind, { size: factors }, [wire], { order })];
  }
  if (
    mode === 'linear' &&
    factors &&
    rank === 2 &&
    ['half_pixel', 'pytorch_half_pixel'].includes(transform)
  ) {
    const [height, width] = factors.map((factor, axis) => Math.floor(wire.shape[axis]! * factor + 1e-4));
    return [op.reading.add('resizing', { height, width, interpolation: 'bilinear' }, [wire], { order })];
  }
  throw new Unreadable(
    message('import.setting-unreadable', { setting: 'mode', value: `${mode}, ${transform}` }),
  );
};

const gather: ReadOp = (op) => {
  const [table, indices] = op.inputs;
  if (
    !table ||
    !isConstant(table) ||
    !indices ||
    isConstant(indices) ||
    table.dims.length !== 2 ||
    op.int('axis', 0) !== 0
  )
    throw new Unreadable(message('import.unknown-class', { className: 'Gather' }));
  const wire = op.wire(1);
  const [inputDim, outputDim] = table.dims as [number, number];
  const order = [...wire.order, wire.order.length];
  return [
    op.reading.add('embedding', { inputDim, outputDim }, [wire], {
      order,
      weights: { embeddings: floatsOf(table) },
    }),
  ];
};

export const shapeOps: Readonly<Record<string, ReadOp>> = {
  Identity: passed,
  // Rounding between operators of a quantized model.
  QuantizeLinear: passed,
  DequantizeLinear: passed,
  Cast: passed,
  Dropout(op) {
    const wire = op.wire(0);
    const rate = op.inputs[1] ? op.constant(1).values[0]! : op.float('ratio', 0.5);
    return [{ ...op.reading.add('dropout', { rate }, [wire], { order: wire.order }), flat: wire.flat }];
  },
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Pad: pad,
  Slice: slice,
  Resize: resize,
  Upsample: resize,
  Gather: gather,
};
