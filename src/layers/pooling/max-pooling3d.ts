import { defineKind } from '../kind.ts';
import type { Tensor5D } from '../tensorflow.ts';
import { pooling } from './pooling.ts';

/** Max pooling: `[depth, height, width, channels]` to `[depth', height', width', channels]`. */
export const maxPooling3d = defineKind({
  ...pooling(3, 'max', (tf, x, size, strides, padding) =>
    tf.maxPool3d(
      x as Tensor5D,
      size as [number, number, number],
      strides as [number, number, number],
      padding,
    ),
  ),
  kind: 'maxPooling3d',
  title: 'MaxPooling3D',
  variantOf: 'maxPooling2d',
});
