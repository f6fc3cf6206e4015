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
  synonyms: ['maxpool', 'max pool', 'max pooling', 'pool', 'pooling'],
  keywords: ['pool', 'subsampling', 'downsampling', 'maximum', 'image'],
  lesson:
    'Keeps the largest value of each window and forgets where exactly it was. The feature maps get ' +
    'smaller, the layers above see more of the image at once, and a digit moved by a pixel gives nearly ' +
    'the same answer. Each channel is pooled on its own, so the number of channels stays. There is ' +
    'nothing to learn here. The gradient flows only to the winner of each window. 2x2 with stride 2, the ' +
    'usual choice, keeps one value in four.',
});
