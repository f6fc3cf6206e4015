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
  synonyms: ['avgpool', 'avg pool', 'average pool', 'mean pooling', 'avg pooling'],
  keywords: ['pool', 'subsampling', 'downsampling', 'mean', 'image', 'lenet'],
  lesson:
    'Replaces each window by its mean: the feature maps get smaller and smoother, and small shifts of the ' +
    'input matter less. LeNet-5 of 1998 subsamples in this way. Unlike max pooling every value has a say ' +
    'and every value gets an equal share of the gradient, but a strong answer is diluted by its weak ' +
    'neighbors; most later networks take the maximum instead. It has no weights.',
});
