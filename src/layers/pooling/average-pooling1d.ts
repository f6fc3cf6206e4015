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
  keywords: ['pool', 'subsampling', 'downsampling', 'mean', 'sequence', 'temporal'],
  lesson:
    'Replaces each stretch of a sequence by its mean, each feature on its own. The sequence gets shorter ' +
    'and smoother, as a signal does that is sampled more slowly after a low-pass filter. Every step has a ' +
    'say, so a single strong answer is diluted.',
});
