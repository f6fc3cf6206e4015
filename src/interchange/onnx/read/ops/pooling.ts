import { message } from '../../../../text/message.ts';
import { type KnownWire, type Op, type ReadOp, Unreadable } from '../reading.ts';
import { imageOf, padded, paddingOf, windowOf } from './convolution.ts';

/** Functions after which no value is below 0, so that zeros around them are never the largest. */
const neverNegative: ReadonlySet<unknown> = new Set([
  'relu',
  'relu6',
  'sigmoid',
  'hardSigmoid',
  'softplus',
  'softmax',
]);

const kinds = {
  max: ['maxPooling1d', 'maxPooling2d', 'maxPooling3d'],
  average: ['averagePooling1d', 'averagePooling2d', 'averagePooling3d'],
} as const;

const pooling =
  (how: keyof typeof kinds): ReadOp =>
  (op) => {
    const wire = imageOf(op);
    const spatial = wire.shape.slice(0, -1);
    const size = op.ints('kernel_shape') ?? [];
    const window = windowOf(op, spatial, size);
    if (size.length !== spatial.length || window.dilations.some((rate) => rate > 1))
      throw new Unreadable(message('import.onnx-dilated-pooling'));
    const counted = op.int('count_include_pad', 0) === 1;
    const padding = paddingOf(spatial, window);
    const fits = padding === 'valid' || (padding === 'same' && !(how === 'average' && counted));
    const before = op.reading.layers[wire.layer]!;
    const x = fits ? wire : padded(op, wire, window);
    const params = { poolSize: [...size], strides: [...window.strides], padding: fits ? padding : 'valid' };
    const made = op.reading.add(kinds[how][size.length - 1]!, params, [x], { order: wire.order });
    const exact =
      fits ||
      (how === 'max'
        ? neverNegative.has(before.params['activation']) && !before.params['negativeSlope']
        : counted && op.int('ceil_mode', 0) === 0);
    if (!exact) op.reading.note(message('import.onnx-edges'));
    return [made];
  };

/** Over all spatial axes, in whatever order the tensor has them. */
function global(op: Op, wire: KnownWire, how: 'Average' | 'Max', keepdims: boolean): KnownWire {
  const dimensions = wire.shape.length - 1;
  const kind = (['1d', '2d', '3d'] as const)[dimensions - 1];
  if (!kind)
    throw new Unreadable(message('import.onnx-rank', { op: op.node.op, rank: wire.shape.length + 1 }));
  const order = keepdims ? wire.order : [0, 1];
  return op.reading.add(`global${how}Pooling${kind}`, { keepdims }, [wire], { order });
}

const reduced =
  (how: 'Average' | 'Max'): ReadOp =>
  (op) => {
    const wire = op.wire(0);
    const rank = wire.order.length;
    const axes = (op.intsAt(1, 'axes') ?? []).map((axis) => (axis < 0 ? axis + rank : axis));
    const keepdims = op.int('keepdims', 1) === 1;
    // All but the batch and one more, which becomes the channels.
    const kept = [...wire.order.keys()].filter((place) => wire.order[place] !== 0 && !axes.includes(place));
    if (kept.length !== 1 || axes.some((place) => wire.order[place] === 0) || rank < 3)
      throw new Unreadable(message('import.onnx-reduction', { op: op.node.op }));
    const spatial = axes.toSorted((a, b) => a - b);
    const order = wire.order.map((axis, place) =>
      axis === 0 ? 0 : place === kept[0] ? rank - 1 : spatial.indexOf(place) + 1,
    );
    const arranged = wire.order[kept[0]!] === rank - 1 ? wire : op.reading.arranged(wire, order);
    return [global(op, arranged, how, keepdims)];
  };

export const poolingOps: Readonly<Record<string, ReadOp>> = {
  MaxPool: pooling('max'),
  AveragePool: pooling('average'),
  GlobalAveragePool: (op) => [global(op, imageOf(op), 'Average', true)],
  GlobalMaxPool: (op) => [global(op, imageOf(op), 'Max', true)],
  ReduceMean: reduced('Average'),
  ReduceMax: reduced('Max'),
};
