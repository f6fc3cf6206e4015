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
});
