import { pairs } from '../../../layers/reshaping/edges.ts';
import { sizeOf } from '../../../layers/shape.ts';
import { literal } from '../../python/literal.ts';
import { dimOf, type Express, expression, type Table } from '../layer.ts';
import { padded } from './convolution.ts';

/** Channels last, in one row: the order that the weights after it were trained with. */
export const flattened = (shape: readonly number[], input: string): string =>
  shape.length < 2 || shape.at(-1) === 1 || sizeOf(shape.slice(0, -1)) === 1
    ? `${input}.flatten(1)`
    : `${input}.movedim(1, -1).flatten(1)`;

const padding: Express<{ readonly padding: readonly number[] }> = ({ padding: sides }) =>
  expression((input) => padded(input!, pairs(sides) as [number, number][]));

const cropping: Express<{ readonly cropping: readonly number[] }> = (
  { cropping: sides },
  { inputs: [shape] },
) => {
  const slices = pairs(sides).map(([before, after], at) => `${before}:${shape![at]! - after!}`);
  return expression((input) => `${input}[:, :, ${slices.join(', ')}]`);
};

const upSampling: Express<{ readonly size: readonly number[] }> = ({ size }) =>
  expression((input) => `F.interpolate(${input}, scale_factor=${literal(size)})`);

export const reshapings = {
  flatten: (_params, { inputs: [shape] }) => expression((input) => flattened(shape!, input!)),
  reshape: (_params, { inputs: [shape], output }) =>
    expression((input) => {
      const flat = flattened(shape!, input!);
      if (output.length < 2) return flat;
      return `${flat}.unflatten(1, ${literal(output)}).movedim(-1, 1)`;
    }),
  permute({ dims }) {
    const rank = dims.length;
    const order = Array.from({ length: rank }, (_, at) => at).sort(
      (one, other) => dimOf(one, rank) - dimOf(other, rank),
    );
    const sources = order.map((axis) => dimOf(dims[axis]! - 1, rank));
    return expression((input) => `${input}.permute(${[0, ...sources].join(', ')})`);
  },
  repeatVector: ({ n }) => expression((input) => `${input}.unsqueeze(2).expand(-1, -1, ${n})`),
  zeroPadding1d: padding,
  zeroPadding2d: padding,
  zeroPadding3d: padding,
  cropping1d: cropping,
  cropping2d: cropping,
  cropping3d: cropping,
  upSampling1d: upSampling,
  upSampling2d: (params, place) =>
    params.interpolation === 'nearest'
      ? upSampling(params, place)
      : expression(
          (input) =>
            `F.interpolate(${input}, scale_factor=${literal(params.size)}, mode='bilinear', align_corners=False)`,
        ),
  upSampling3d: upSampling,
} satisfies Partial<Table>;
