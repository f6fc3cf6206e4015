import { defineKind } from '../kind.ts';
import type { Tensor5D } from '../tensorflow.ts';
import { convolution } from './convolution.ts';

/**
 * 3D convolution: `[depth, height, width, in]` to `[depth', height', width', filters]`, kernel
 * `[kd, kh, kw, in / groups, filters]`.
 */
export const conv3d = defineKind({
  ...convolution(3, (tf, x, kernel, strides, padding) =>
    tf.conv3d(x as Tensor5D, kernel as Tensor5D, strides as [number, number, number], padding),
  ),
  kind: 'conv3d',
  title: 'Conv3D',
  variantOf: 'conv2d',
  keywords: ['convolution', 'video', 'volume', 'medical', 'voxel'],
  lesson:
    'A convolution through a volume: the window moves in depth as well as in height and width. The third dimension is ' +
    'time in a video or the slices of a scan, and filters find movements or bodies instead of flat patterns. Weights ' +
    'and work grow with the cube of the kernel size, so kernels stay small and few filters go far.',
});
