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
  keywords: ['pool', 'subsampling', 'downsampling', 'maximum', 'volume', 'video'],
  lesson:
    'Keeps the largest value of each small block of a volume, each channel on its own. Depth, height and ' +
    'width shrink together, so one 2x2x2 pooling leaves an eighth of the values: in volumes that is what ' +
    'keeps memory and work within bounds.',
});
