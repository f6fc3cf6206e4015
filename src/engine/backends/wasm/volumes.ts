import type * as tensorflow from '@tensorflow/tfjs';
import type { TF } from '../../../layers/tensorflow.ts';
import type { Tensor4D } from './geometry.ts';
import { averagePoolGradient } from './pooling.ts';
import { convFilterGradient } from './wasm-gradients.ts';

export type Tensor5D = tensorflow.Tensor5D;
type Triple = readonly [number, number, number];
type Padding = 'valid' | 'same';

/** What 3D pooling receives: `[depth, height, width]` of its window. */
export interface Pool3DAttributes {
  readonly filterSize: number | Triple;
  readonly strides: number | Triple;
  readonly pad: Padding;
}

export interface Conv3DAttributes {
  readonly strides: number | Triple;
  readonly pad: Padding;
}

const triple = (each: number | Triple): Triple => (typeof each === 'number' ? [each, each, each] : each);

/** Windows of a pooling or convolution along each of depth, height and width. */
interface Windows {
  readonly size: Triple;
  readonly stride: Triple;
  /** Padding before the first element. */
  readonly before: Triple;
  /** Of the padded input: what the windows cover, at least the input itself. */
  readonly covered: Triple;
}

function windows(input: Triple, output: Triple, size: Triple, stride: Triple, pad: Padding): Windows {
  const reach = output.map((count, axis) => (count - 1) * stride[axis]! + size[axis]!);
  const before = reach.map((needed, axis) =>
    pad === 'same' ? Math.floor(Math.max(0, needed - input[axis]!) / 2) : 0,
  ) as unknown as Triple;
  const covered = reach.map((needed, axis) =>
    Math.max(needed, input[axis]! + before[axis]!),
  ) as unknown as Triple;
  return { size, stride, before, covered };
}

const lengths = (x: Tensor5D): Triple => [x.shape[1], x.shape[2], x.shape[3]];

/** `[batch, depth, height, width, channels]` as images `[batch * depth, height, width, channels]`. */
const asImages = (tf: TF, x: Tensor5D): Tensor4D => {
  const [batch, depth, height, width, channels] = x.shape;
  return tf.reshape(x, [batch * depth, height, width, channels]);
};

/** With height and width as one axis, so that depth can be treated like a height: `[batch, depth, area, channels]`. */
const asColumns = (tf: TF, x: Tensor5D): Tensor4D => {
  const [batch, depth, height, width, channels] = x.shape;
  return tf.reshape(x, [batch, depth, height * width, channels]);
};

/** The largest of each window: of each slice first, then along the depth. */
export function maxPool3D(tf: TF, x: Tensor5D, attributes: Pool3DAttributes): Tensor5D {
  const [batch, depth, , , channels] = x.shape;
  const [down, ...flat] = triple(attributes.filterSize);
  const [strideDown, ...flatStrides] = triple(attributes.strides);
  const slices = tf.maxPool(asImages(tf, x), flat, flatStrides, attributes.pad);
  const [, rows, columns] = slices.shape;
  const result = tf.reshape(slices, [batch, depth, rows * columns, channels]) as Tensor4D;
  const pooled = tf.maxPool(result, [down, 1], [strideDown, 1], attributes.pad);
  return tf.reshape(pooled, [batch, pooled.shape[1], rows, columns, channels]);
}

/** Calls `use` with each offset within a window. */
function eachElement([depth, height, width]: Triple, use: (offset: Triple) => void): void {
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) for (let w = 0; w < width; w++) use([d, h, w]);
}

/**
 * Puts `values` of each window back where one element of the windows lies, zeros elsewhere: an axis at a time, so that
 * no tensor has more axes than the kernels take.
 */
function place(tf: TF, values: Tensor5D, axis: 0 | 1 | 2, offset: number, w: Windows): Tensor5D {
  const shape = values.shape as number[];
  const at = axis + 1;
  const before = shape.slice(0, at).reduce((product, length) => product * length, 1);
  const after = shape.slice(at + 1).reduce((product, length) => product * length, 1);
  const count = shape[at]!;
  const stride = w.stride[axis]!;
  const apart = tf.pad(tf.reshape(values, [before * count, 1, after]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const spread = (count - 1) * stride + 1;
  const exact = tf.slice(tf.reshape(apart, [before, count * stride, after]), [0, 0, 0], [-1, spread, -1]);
  const padded = tf.pad(exact, [
    [0, 0],
    [offset, w.covered[axis]! - offset - spread],
    [0, 0],
  ]);
  const whole = shape.map((length, each) => (each === at ? w.covered[axis]! : length));
  return tf.reshape(padded, whole as Tensor5D['shape']);
}

/** Takes away the padding: `[batch, ...input, channels]`. */
function unpad(tf: TF, padded: Tensor5D, input: Tensor5D['shape'], { before }: Windows): Tensor5D {
  return tf.slice(padded, [0, before[0], before[1], before[2], 0], input);
}

/** Each window's gradient to every one of its elements that is the largest, as TensorFlow has it for volumes. */
export function maxPool3DGradient(
  tf: TF,
  dy: Tensor5D,
  input: Tensor5D,
  output: Tensor5D,
  attributes: Pool3DAttributes,
): Tensor5D {
  const size = triple(attributes.filterSize);
  const w = windows(lengths(input), lengths(dy), size, triple(attributes.strides), attributes.pad);
  const sides = w.covered.map((covered, axis) => [
    w.before[axis]!,
    covered - w.before[axis]! - input.shape[axis + 1]!,
  ]) as unknown as [[number, number], [number, number], [number, number]];
  const padded = tf.pad(input, [[0, 0], ...sides, [0, 0]], Number.NEGATIVE_INFINITY);
  const [batch, rows, columns, layers, channels] = dy.shape;
  const counts: Triple = [rows, columns, layers];
  const parts: Tensor5D[] = [];
  eachElement(size, (offset) => {
    const end = offset.map((from, axis) => from + (counts[axis]! - 1) * w.stride[axis]! + 1);
    const seen = tf.stridedSlice(
      padded,
      [0, ...offset, 0],
      [batch, ...end, channels],
      [1, ...w.stride, 1],
    ) as Tensor5D;
    let hit: Tensor5D = tf.mul(dy, tf.cast(tf.equal(seen, output), 'float32'));
    for (const axis of [2, 1, 0] as const) hit = place(tf, hit, axis, offset[axis], w);
    parts.push(hit);
  });
  return unpad(tf, tf.addN(parts), input.shape, w);
}

/** Each window's gradient, shared out evenly: along the depth first, then within each slice. */
export function averagePool3DGradient(
  tf: TF,
  dy: Tensor5D,
  input: Tensor5D,
  attributes: Pool3DAttributes,
): Tensor5D {
  const [batch, depth, height, width, channels] = input.shape;
  const [, , rows, columns] = dy.shape;
  const [down, ...flat] = triple(attributes.filterSize);
  const [strideDown, ...flatStrides] = triple(attributes.strides);
  const { pad } = attributes;
  const result = averagePoolGradient(
    tf,
    asColumns(tf, dy),
    tf.zeros([batch, depth, rows * columns, channels]),
    { filterSize: [down, 1], strides: [strideDown, 1], pad },
  );
  const slices = tf.reshape(result, [batch * depth, rows, columns, channels]) as Tensor4D;
  const whole = averagePoolGradient(tf, slices, tf.zeros([batch * depth, height, width, channels]), {
    filterSize: flat,
    strides: flatStrides,
    pad,
  });
  return tf.reshape(whole, input.shape);
}

/** The gradient for the input of a 3D convolution: that of a 2D one for each slice of the kernel, put at its depth. */
export function conv3DInputGradient(
  tf: TF,
  dy: Tensor5D,
  filter: Tensor5D,
  inputShape: Tensor5D['shape'],
  attributes: Conv3DAttributes,
): Tensor5D {
  const [batch, depth, height, width, inChannels] = inputShape;
  const [kernelDepth, kernelHeight, kernelWidth, , outChannels] = filter.shape;
  const stride = triple(attributes.strides);
  const size: Triple = [kernelDepth, kernelHeight, kernelWidth];
  const w = windows([depth, height, width], lengths(dy), size, stride, attributes.pad);
  const slices = dy.shape[1];
  const parts = Array.from({ length: kernelDepth }, (_, tap) => {
    const kernel = tf.reshape(tf.slice(filter, [tap, 0, 0, 0, 0], [1, -1, -1, -1, -1]), [
      kernelHeight,
      kernelWidth,
      inChannels,
      outChannels,
    ]) as Tensor4D;
    const flat = tf.conv2dTranspose(
      asImages(tf, dy),
      kernel,
      [batch * slices, height, width, inChannels],
      [stride[1], stride[2]],
      attributes.pad,
    );
    const volume = tf.reshape(flat, [batch, slices, height, width, inChannels]) as Tensor5D;
    return place(tf, volume, 0, tap, w);
  });
  return tf.slice(tf.addN(parts), [0, w.before[0], 0, 0, 0], [-1, depth, -1, -1, -1]) as Tensor5D;
}

/** The gradient for the kernel of a 3D convolution: that of a 2D one for each slice, from the slices that it met. */
export function conv3DFilterGradient(
  tf: TF,
  x: Tensor5D,
  dy: Tensor5D,
  filterShape: Tensor5D['shape'],
  attributes: Conv3DAttributes,
): Tensor5D {
  const [batch, depth, height, width, inChannels] = x.shape;
  const [kernelDepth, kernelHeight, kernelWidth, , outChannels] = filterShape;
  const stride = triple(attributes.strides);
  const size: Triple = [kernelDepth, kernelHeight, kernelWidth];
  const w = windows([depth, height, width], lengths(dy), size, stride, attributes.pad);
  const slices = dy.shape[1];
  const result = tf.pad(tf.reshape(x, [batch, depth, height * width * inChannels]), [
    [0, 0],
    [w.before[0], w.covered[0] - w.before[0] - depth],
    [0, 0],
  ]);
  const images = asImages(tf, dy);
  const taps = Array.from({ length: kernelDepth }, (_, tap) => {
    const met = tf.stridedSlice(
      result,
      [0, tap, 0],
      [batch, tap + (slices - 1) * stride[0] + 1, height * width * inChannels],
      [1, stride[0], 1],
    );
    return convFilterGradient(
      tf,
      tf.reshape(met, [batch * slices, height, width, inChannels]),
      images,
      [kernelHeight, kernelWidth, inChannels, outChannels],
      { strides: [stride[1], stride[2]], pad: attributes.pad },
    );
  });
  return tf.stack(taps) as Tensor5D;
}
