import type * as tensorflow from '@tensorflow/tfjs';
import type { TF } from '../../../layers/tensorflow.ts';
import {
  type ConvAttributes,
  geometry,
  inflate,
  padInput,
  type Tensor4D,
  windowElement,
} from './geometry.ts';

/**
 * A convolution's kernel gradient is itself a convolution: of the input with batch and channels exchanged, by
 * the output's gradient as a kernel, dilated by the stride.
 */
export function convFilterGradient(
  tf: TF,
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: readonly number[],
  attributes: ConvAttributes,
): Tensor4D {
  const g = geometry(tf, x.shape, filterShape, attributes, false);
  const input = tf.transpose(padInput(tf, x, g), [3, 1, 2, 0]);
  const kernel = tf.transpose(dy, [1, 2, 0, 3]);
  const full = tf.conv2d(input, kernel, 1, 'valid', 'NHWC', [...g.stride]);
  const [inChannels, , , outChannels] = full.shape;
  const wanted = tf.slice(full, [0, 0, 0, 0], [inChannels, g.kernel[0], g.kernel[1], outChannels]);
  return tf.transpose(wanted, [1, 2, 0, 3]);
}

/** Each kernel element's gradient is a product of two images, summed: one strided slice an element. */
export function depthwiseFilterGradient(
  tf: TF,
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: readonly number[],
  attributes: ConvAttributes,
): Tensor4D {
  const g = geometry(tf, x.shape, filterShape, attributes, true);
  const padded = padInput(tf, x, g);
  const [batch, rows, columns] = dy.shape;
  const [, , channels, multiplier] = filterShape as [number, number, number, number];
  const outputs = tf.split(tf.reshape(dy, [batch * rows * columns, channels, multiplier]), multiplier, 2);
  const elements: tensorflow.Tensor[] = [];
  for (let row = 0; row < g.kernel[0]; row++) {
    for (let column = 0; column < g.kernel[1]; column++) {
      const seen = windowElement(tf, padded, g, [row, column], [rows, columns]);
      const flat = tf.reshape(seen, [batch * rows * columns, channels, 1]);
      elements.push(
        tf.concat(
          outputs.map((output) => tf.sum(tf.mul(flat, output), 0)),
          1,
        ),
      );
    }
  }
  return tf.reshape(tf.stack(elements), [...filterShape] as [number, number, number, number]);
}

/** The input's gradient: the output's, spread out by the stride, filtered with the kernel turned round. */
export function depthwiseInputGradient(
  tf: TF,
  dy: Tensor4D,
  filter: Tensor4D,
  inputShape: readonly number[],
  attributes: ConvAttributes,
): Tensor4D {
  const g = geometry(tf, inputShape, filter.shape, attributes, true);
  const [kernelHeight, kernelWidth, channels, multiplier] = filter.shape;
  const [batch, height, width] = inputShape as [number, number, number, number];
  const [, rows, columns] = dy.shape;
  const outputs = tf.split(tf.reshape(dy, [batch * rows * columns, channels, multiplier]), multiplier, 2);
  const kernels = tf.split(tf.reverse(filter, [0, 1]), multiplier, 3);
  const reachY = (kernelHeight - 1) * g.dilation[0];
  const reachX = (kernelWidth - 1) * g.dilation[1];
  const parts = outputs.map((output, index) => {
    const spread = inflate(tf, tf.reshape(output, [batch, rows, columns, channels]), g.stride);
    const around = tf.pad(spread, [
      [0, 0],
      [reachY, Math.max(0, g.height - spread.shape[1])],
      [reachX, Math.max(0, g.width - spread.shape[2])],
      [0, 0],
    ]);
    return tf.depthwiseConv2d(around, kernels[index] as Tensor4D, 1, 'valid', 'NHWC', [...g.dilation]);
  });
  return tf.slice(tf.addN(parts), [0, g.padTop, g.padLeft, 0], [batch, height, width, channels]);
}
