import type { Tensor, Tensor2D } from '../../../layers/tensorflow.ts';
import { isBias } from './bias.ts';
import { gather } from './gather.ts';
import type { Native } from './operation.ts';

type Inputs = Readonly<Record<string, Tensor>>;
/** Null where the kernel that was there should do it. */
type Shortcut = (
  native: Native,
  inputs: Inputs,
  attributes: Readonly<Record<string, unknown>>,
) => Tensor | null;

const isMatrix = (tensor: Tensor): boolean => tensor.rank === 2 && tensor.dtype === 'float32';

/**
 * Whether a convolution's kernel `[height, width, in, out]` covers its whole input `[batch, height, width, in]`: it is
 * a dense layer then (C5 of LeNet-5), and a matrix product is several times as fast.
 */
function coversInput(
  [, height, width]: readonly number[],
  [kernelHeight, kernelWidth]: readonly number[],
  { pad, dataFormat, dilations = 1 }: Readonly<Record<string, unknown>>,
): boolean {
  const dense = [dilations].flat().every((dilation) => dilation === 1);
  return (
    dense && pad === 'valid' && dataFormat === 'NHWC' && height === kernelHeight && width === kernelWidth
  );
}

/** `[a, ..., z]` as a matrix of `a` rows, or of `z` columns. */
const asRows = ({ tf }: Native, x: Tensor): Tensor2D => tf.reshape(x, [x.shape[0]!, -1]);
const asColumns = ({ tf }: Native, x: Tensor): Tensor2D => tf.reshape(x, [-1, x.shape.at(-1)!]);

/** Whether the windows of a pooling lie side by side and cover all: each value is in one of them. */
function tiles(
  [, height, width]: readonly number[],
  { filterSize, strides, dataFormat = 'NHWC' }: Readonly<Record<string, unknown>>,
): readonly [number, number] | null {
  const [rows, columns] = pair(filterSize);
  const [down, right] = pair(strides);
  const side = rows === down && columns === right && height! % rows === 0 && width! % columns === 0;
  return side && dataFormat === 'NHWC' ? [rows, columns] : null;
}

const pair = (size: unknown): readonly [number, number] =>
  Array.isArray(size) ? [size[0], size[1]] : [size as number, size as number];

const shortcuts: Readonly<Record<string, Shortcut>> = {
  Add: ({ run }, { a, b }) =>
    isBias(a!, b!) ? run('BiasAdd', [a!, b!], { texts: { data_format: 'NHWC' } }) : null,

  BatchMatMul: ({ run }, { a, b }, { transposeA, transposeB }) =>
    isMatrix(a!) && isMatrix(b!)
      ? run('MatMul', [a!, b!], {
          flags: { transpose_a: transposeA === true, transpose_b: transposeB === true },
        })
      : null,

  // TensorFlow.js's gradients reshape and cast to what a tensor is already.
  Reshape: (_native, { x }, { shape }) =>
    x!.shape.length === (shape as number[]).length &&
    x!.shape.every((size, axis) => size === (shape as number[])[axis])
      ? x!.clone()
      : null,
  Cast: (_native, { x }, { dtype }) => (x!.dtype === dtype ? x!.clone() : null),

  // TensorFlow.js reads all indices back to check them first.
  GatherV2: (native, { x, indices }, { axis, batchDims }) =>
    x!.dtype === 'float32' && indices!.dtype === 'int32'
      ? gather(native, x!, indices!, axis as number, batchDims as number)
      : null,

  Conv2D(native, { x, filter }, attributes) {
    if (!coversInput(x!.shape, filter!.shape, attributes)) return null;
    const { tf } = native;
    const scores = tf.matMul(asRows(native, x!), asColumns(native, filter!));
    return tf.reshape(scores, [x!.shape[0]!, 1, 1, filter!.shape[3]!]);
  },

  // Each value of a window has the same share of its mean's gradient: a copy, where `AvgPoolGrad` sums.
  AvgPoolGrad({ tf }, { dy, input }, attributes) {
    const window = tiles(input!.shape, attributes);
    if (!window) return null;
    const [rows, columns] = window;
    const [batch, height, width, channels] = dy!.shape as [number, number, number, number];
    const shares = tf.reshape(tf.mul(dy!, 1 / (rows * columns)), [batch, height, 1, width, channels]);
    return tf.reshape(tf.tile(shares, [1, 1, rows, 1, columns]), input!.shape);
  },

  Conv2DBackpropInput(native, { dy, filter }, attributes) {
    const shape = attributes['inputShape'] as number[];
    if (!coversInput(shape, filter!.shape, attributes)) return null;
    const { tf } = native;
    return tf.reshape(tf.matMul(asRows(native, dy!), asColumns(native, filter!), false, true), shape);
  },

  Conv2DBackpropFilter(native, { x, dy }, attributes) {
    const shape = attributes['filterShape'] as number[];
    if (!coversInput(x!.shape, shape, attributes)) return null;
    const { tf } = native;
    return tf.reshape(tf.matMul(asRows(native, x!), asRows(native, dy!), true, false), shape);
  },
};

/** Puts faster operations of TensorFlow's in the place of those that tfjs-node runs, where they do the same. */
export function registerKernels(native: Native): void {
  const { tf } = native;
  const backendName = 'tensorflow';
  for (const [kernelName, shortcut] of Object.entries(shortcuts)) {
    const original = tf.getKernel(kernelName, backendName);
    if (!original) throw new Error(`tfjs-node has no kernel ${kernelName}`);
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({
      ...original,
      kernelFunc(call) {
        let result: Tensor | null = null;
        tf.tidy(() => {
          const inputs = call.inputs as unknown as Inputs;
          result = shortcut(native, inputs, (call.attrs ?? {}) as Record<string, unknown>);
          return result ?? [];
        });
        return result ?? original.kernelFunc(call);
      },
    });
  }
}
