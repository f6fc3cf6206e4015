import { defineKind } from '../kind.ts';
import type { Tensor5D } from '../tensorflow.ts';
import { pooling } from './pooling.ts';

/** Average pooling: `[depth, height, width, channels]` to `[depth', height', width', channels]`. Padding is not averaged in. */
export const averagePooling3d = defineKind({
  ...pooling(3, 'average', (tf, x, size, strides, padding) =>
    tf.avgPool3d(
      x as Tensor5D,
      size as [number, number, number],
      strides as [number, number, number],
      padding,
    ),
  ),
  kind: 'averagePooling3d',
  title: 'AveragePooling3D',
  variantOf: 'averagePooling2d',
});
