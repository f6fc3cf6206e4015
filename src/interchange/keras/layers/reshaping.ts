import { pairs } from '../../../layers/reshaping/edges.ts';
import type { Table } from '../layer.ts';
import { codec, constantPart, lengths, type Part, part, same } from '../parts.ts';

const lastChannels = constantPart({ data_format: 'channels_last' });

/** Edges as Keras has them: a pair for each dimension; in one dimension the pair itself. */
const edges = <K extends 'padding' | 'cropping'>(
  key: K,
  dimensions: number,
): Part<{ readonly [N in K]: readonly number[] }> => ({
  keys: [key],
  write(params) {
    const sides = params[key];
    return { [key]: dimensions === 1 ? sides : pairs(sides) };
  },
  read(config) {
    const value = config[key];
    if (value === undefined) return {};
    if (typeof value === 'number') return { [key]: Array.from({ length: 2 * dimensions }, () => value) };
    if (dimensions === 1) return { [key]: (value as unknown[]).flat() };
    return { [key]: (value as unknown[]).flatMap((side) => (Array.isArray(side) ? side : [side, side])) };
  },
});

const padding = (dimensions: number) =>
  codec(`ZeroPadding${dimensions}D`, [edges('padding', dimensions), lastChannels]);
const cropping = (dimensions: number) =>
  codec(`Cropping${dimensions}D`, [
    edges('cropping', dimensions),
    ...(dimensions === 1 ? [] : [lastChannels]),
  ]);

export const reshapings = {
  flatten: codec('Flatten', [lastChannels]),
  reshape: codec('Reshape', [same('targetShape', 'target_shape')]),
  permute: codec('Permute', [same('dims', 'dims')]),
  repeatVector: codec('RepeatVector', [same('n', 'n')]),
  zeroPadding1d: padding(1),
  zeroPadding2d: padding(2),
  zeroPadding3d: padding(3),
  cropping1d: cropping(1),
  cropping2d: cropping(2),
  cropping3d: cropping(3),
  upSampling1d: codec('UpSampling1D', [
    part({
      keys: ['size'],
      write: ({ size }: { readonly size: readonly number[] }) => ({ size: size[0] }),
      read: (config, reader) => lengths('size', 'size', 1).read(config, reader),
    }),
  ]),
  upSampling2d: codec('UpSampling2D', [
    lengths('size', 'size', 2),
    same('interpolation', 'interpolation'),
    lastChannels,
  ]),
  upSampling3d: codec('UpSampling3D', [lengths('size', 'size', 3), lastChannels]),
} satisfies Partial<Table>;
