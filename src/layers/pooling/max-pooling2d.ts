import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { pooling } from './pooling.ts';

/** Max pooling: `[height, width, channels]` to `[height', width', channels]`. */
export const maxPooling2d = defineKind({
  ...pooling(2, 'max', (tf, x, size, strides, padding) =>
    tf.maxPool(x as Tensor4D, size as [number, number], strides as [number, number], padding),
  ),
  kind: 'maxPooling2d',
  title: 'MaxPooling2D',
  common: true,
});
