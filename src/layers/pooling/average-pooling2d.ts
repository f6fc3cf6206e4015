import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { pooling } from './pooling.ts';

/** Average pooling: `[height, width, channels]` to `[height', width', channels]`. Padding is not averaged in. */
export const averagePooling2d = defineKind({
  ...pooling(2, 'average', (tf, x, size, strides, padding) =>
    tf.avgPool(x as Tensor4D, size as [number, number], strides as [number, number], padding),
  ),
  kind: 'averagePooling2d',
  title: 'AveragePooling2D',
});
