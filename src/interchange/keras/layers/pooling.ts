import type { Table } from '../layer.ts';
import { activated, codec, constantPart, lengths, part, same } from '../parts.ts';

const pooling = (className: string, dimensions: number) =>
  codec(className, [
    lengths('poolSize', 'pool_size', dimensions),
    part({
      keys: ['strides'],
      write: ({ strides }: { readonly strides: readonly number[] }) => ({ strides }),
      // Keras leaves the strides out where they are the window's size.
      read: ({ strides, pool_size }, reader) =>
        lengths('strides', 'strides', dimensions).read({ strides: strides ?? pool_size }, reader),
    }),
    same('padding', 'padding'),
    constantPart({ data_format: 'channels_last' }),
  ]);

const globalPooling = (className: string) =>
  codec(className, [same('keepdims', 'keepdims'), constantPart({ data_format: 'channels_last' })]);

export const poolings = {
  maxPooling1d: pooling('MaxPooling1D', 1),
  maxPooling2d: pooling('MaxPooling2D', 2),
  maxPooling3d: pooling('MaxPooling3D', 3),
  averagePooling1d: pooling('AveragePooling1D', 1),
  averagePooling2d: pooling('AveragePooling2D', 2),
  averagePooling3d: pooling('AveragePooling3D', 3),
  globalAveragePooling1d: globalPooling('GlobalAveragePooling1D'),
  globalAveragePooling2d: globalPooling('GlobalAveragePooling2D'),
  globalAveragePooling3d: globalPooling('GlobalAveragePooling3D'),
  globalMaxPooling1d: globalPooling('GlobalMaxPooling1D'),
  globalMaxPooling2d: globalPooling('GlobalMaxPooling2D'),
  globalMaxPooling3d: globalPooling('GlobalMaxPooling3D'),
  /** A class of ours: `convas_layers.py`. */
  subsampling2d: codec('Subsampling2D', [
    lengths('poolSize', 'pool_size', 2),
    same('useCoefficient', 'use_coefficient'),
    activated('activation', 'activation'),
  ]),
} satisfies Partial<Table>;
