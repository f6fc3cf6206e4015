import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { pooledAsImage, pooling } from './pooling.ts';

/** Max pooling: `[length, channels]` to `[length', channels]`. */
export const maxPooling1d = defineKind({
  ...pooling(
    1,
    'max',
    pooledAsImage((tf, x, size, strides, padding) =>
      tf.maxPool(x as Tensor4D, size as [number, number], strides as [number, number], padding),
    ),
  ),
  kind: 'maxPooling1d',
  title: 'MaxPooling1D',
  variantOf: 'maxPooling2d',
});
