import type * as tensorflow from '@tensorflow/tfjs';
import type { TF } from '../../../layers/tensorflow.ts';

export type Tensor4D = tensorflow.Tensor4D;
type Pad = Parameters<typeof tensorflow.backend_util.computeConv2DInfo>[4];

export interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly dilations?: number | [number, number];
  readonly pad: Pad;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Where the windows of a convolution or pooling lie. */
export interface Geometry {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padTop: number;
  readonly padLeft: number;
  /** Of the padded input, at least what the windows cover. */
  readonly height: number;
  readonly width: number;
}

export function geometry(
  tf: TF,
  input: readonly number[],
  filter: readonly number[],
  attributes: ConvAttributes,
  depthwise: boolean,
): Geometry {
  const info = tf.backend_util.computeConv2DInfo(
    input as [number, number, number, number],
    filter as [number, number, number, number],
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
    depthwise,
  );
  const { top, bottom, left, right } = info.padInfo;
  return {
    kernel: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    dilation: [info.dilationHeight, info.dilationWidth],
    padTop: top,
    padLeft: left,
    height: Math.max(
      info.inHeight + top + bottom,
      (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight,
    ),
    width: Math.max(
      info.inWidth + left + right,
      (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth,
    ),
  };
}

/** The input as the windows see it, zeros (or `value`) around it: `[batch, height, width, channels]`. */
export function padInput(tf: TF, x: Tensor4D, g: Geometry, value = 0): Tensor4D {
  const [, height, width] = x.shape;
  return tf.pad(
    x,
    [
      [0, 0],
      [g.padTop, g.height - height - g.padTop],
      [g.padLeft, g.width - width - g.padLeft],
      [0, 0],
    ],
    value,
  );
}

/** Puts `stride - 1` zeros after each row and column: `[batch, height * stride, width * stride, channels]`. */
export function inflate(tf: TF, dy: Tensor4D, [strideY, strideX]: readonly [number, number]): Tensor4D {
  const [batch, height, width, channels] = dy.shape;
  const rows =
    strideY === 1
      ? dy
      : tf.pad(tf.reshape(dy, [batch * height, 1, width * channels]), [
          [0, 0],
          [0, strideY - 1],
          [0, 0],
        ]);
  const both =
    strideX === 1
      ? rows
      : tf.pad(tf.reshape(rows, [batch * height * strideY * width, 1, channels]), [
          [0, 0],
          [0, strideX - 1],
          [0, 0],
        ]);
  return tf.reshape(both, [batch, height * strideY, width * strideX, channels]);
}

/** What one element of every window sees: `[batch, rows, columns, channels]`. */
export function windowElement(
  tf: TF,
  padded: Tensor4D,
  g: Geometry,
  [row, column]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): Tensor4D {
  const [batch, , , channels] = padded.shape;
  const top = row * g.dilation[0];
  const left = column * g.dilation[1];
  const bottom = top + (rows - 1) * g.stride[0] + 1;
  const right = left + (columns - 1) * g.stride[1] + 1;
  return tf.stridedSlice(
    padded,
    [0, top, left, 0],
    [batch, bottom, right, channels],
    [1, ...g.stride, 1],
  ) as Tensor4D;
}
