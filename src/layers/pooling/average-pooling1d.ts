import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { pooledAsImage, pooling } from './pooling.ts';

/** Average pooling: `[length, channels]` to `[length', channels]`. Padding is not averaged in. */
export const averagePooling1d = defineKind({
  ...pooling(
    1,
    'average',
    pooledAsImage((tf, x, size, strides, padding) =>
      tf.avgPool(x as Tensor4D, size as [number, number], strides as [number, number], padding),
    ),
  ),
  kind: 'averagePooling1d',
  title: 'AveragePooling1D',
  variantOf: 'averagePooling2d',
});
