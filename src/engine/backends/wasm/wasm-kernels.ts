import type { Tensor, TF } from '../../../layers/tensorflow.ts';
import { type ConvAttributes, geometry, padInput, type Tensor4D } from './geometry.ts';
import { averagePoolGradient, maxPoolGradient, type PoolAttributes } from './pooling.ts';
import {
  averagePool3DGradient,
  type Conv3DAttributes,
  conv3DFilterGradient,
  conv3DInputGradient,
  maxPool3D,
  maxPool3DGradient,
  type Pool3DAttributes,
  type Tensor5D,
} from './volumes.ts';
import { convFilterGradient, depthwiseFilterGradient, depthwiseInputGradient } from './wasm-gradients.ts';

type Inputs<T extends Tensor = Tensor4D> = Readonly<Record<string, T>>;
type Compute<T extends Tensor> = (inputs: Inputs<T>, attributes: unknown) => Tensor;

const backendName = 'wasm';

function register<T extends Tensor = Tensor4D>(
  tf: TF,
  kernelName: string,
  compute: Compute<T>,
  backend: 'wasm' | 'cpu' = backendName,
): void {
  if (tf.getKernel(kernelName, backend)) tf.unregisterKernel(kernelName, backend);
  tf.registerKernel({
    kernelName,
    backendName: backend,
    kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(inputs as unknown as Inputs<T>, attrs)),
  });
}

/**
 * The package's convolutions place their windows wrongly where padding is 'same' and the stride exceeds the kernel:
 * there the input is padded first, and the convolution takes it as it is.
 */
function padBeforehand(tf: TF, kernelName: string, depthwise: boolean): void {
  const original = tf.getKernel(kernelName, backendName);
  if (!original) return;
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const attributes = call.attrs as unknown as ConvAttributes;
      const { x, filter } = call.inputs as unknown as Inputs;
      if (attributes.pad !== 'same') return original.kernelFunc(call);
      const g = geometry(tf, x!.shape, filter!.shape, attributes, depthwise);
      const reach = g.kernel.map((size, side) => (size - 1) * g.dilation[side]! + 1);
      if (g.stride.every((stride, side) => stride <= reach[side]!)) return original.kernelFunc(call);
      const padded = padInput(tf, x!, g);
      const result = original.kernelFunc({
        ...call,
        inputs: { ...call.inputs, x: padded },
        attrs: { ...call.attrs, pad: 'valid' },
      });
      padded.dispose();
      return result;
    },
  });
}

/** Gradients of pooling that both packages get wrong: windows that overlap padding, and equal values in a volume. */
function registerPooling(tf: TF, backend: 'wasm' | 'cpu'): void {
  register(
    tf,
    'AvgPoolGrad',
    ({ dy, input }, attributes) => averagePoolGradient(tf, dy!, input!, attributes as PoolAttributes),
    backend,
  );
  register<Tensor5D>(
    tf,
    'AvgPool3DGrad',
    ({ dy, input }, attributes) => averagePool3DGradient(tf, dy!, input!, attributes as Pool3DAttributes),
    backend,
  );
  register<Tensor5D>(
    tf,
    'MaxPool3DGrad',
    ({ dy, input, output }, attributes) =>
      maxPool3DGradient(tf, dy!, input!, output!, attributes as Pool3DAttributes),
    backend,
  );
}

/** Sums rows `[rows, ...]` by their segment: the gradient of looking rows up. */
function segmentSum(tf: TF, x: Tensor, segments: Tensor, count: number): Tensor {
  const size = x.size / Math.max(1, segments.size);
  const sums = new Float32Array(count * size);
  const values = x.dataSync();
  for (const [row, segment] of segments.dataSync().entries()) {
    // TensorFlow leaves out rows of a negative segment.
    if (segment < 0 || segment >= count) continue;
    for (let at = 0; at < size; at++) sums[segment * size + at]! += values[row * size + at]!;
  }
  return tf.tensor(sums, [count, ...x.shape.slice(segments.rank)]);
}

const done = new Set<string>();

/** Corrects what the plain JavaScript package gets wrong. Each is measured against native TensorFlow. */
export function completeCpu(tf: TF): void {
  if (done.has('cpu')) return;
  done.add('cpu');
  registerPooling(tf, 'cpu');
}

/**
 * Completes the WebAssembly package: gradients that it lacks, pooling and volumes that it gets wrong, and convolutions
 * with a stride beyond their kernel. Each is measured against native TensorFlow.
 */
export function completeWasm(tf: TF): void {
  if (done.has(backendName)) return;
  done.add(backendName);
  padBeforehand(tf, 'Conv2D', false);
  padBeforehand(tf, 'FusedConv2D', false);
  padBeforehand(tf, 'DepthwiseConv2dNative', true);
  padBeforehand(tf, 'FusedDepthwiseConv2D', true);
  register(tf, 'Conv2DBackpropFilter', ({ x, dy }, attributes) => {
    const { filterShape } = attributes as { filterShape: number[] };
    return convFilterGradient(tf, x!, dy!, filterShape, attributes as ConvAttributes);
  });
  register(tf, 'DepthwiseConv2dNativeBackpropFilter', ({ x, dy }, attributes) => {
    const { filterShape } = attributes as { filterShape: number[] };
    return depthwiseFilterGradient(tf, x!, dy!, filterShape, attributes as ConvAttributes);
  });
  register(tf, 'DepthwiseConv2dNativeBackpropInput', ({ dy, filter }, attributes) => {
    const { inputShape } = attributes as { inputShape: number[] };
    return depthwiseInputGradient(tf, dy!, filter!, inputShape, attributes as ConvAttributes);
  });
  register(tf, 'MaxPoolGrad', ({ dy, input, output }, attributes) =>
    maxPoolGradient(tf, dy!, input!, output!, attributes as PoolAttributes),
  );
  registerPooling(tf, backendName);
  register<Tensor5D>(tf, 'MaxPool3D', ({ x }, attributes) =>
    maxPool3D(tf, x!, attributes as Pool3DAttributes),
  );
  register<Tensor5D>(tf, 'Conv3DBackpropInputV2', ({ dy, filter }, attributes) => {
    const { inputShape } = attributes as { inputShape: Tensor5D['shape'] };
    return conv3DInputGradient(tf, dy!, filter!, inputShape, attributes as Conv3DAttributes);
  });
  register<Tensor5D>(tf, 'Conv3DBackpropFilterV2', ({ x, dy }, attributes) => {
    const { filterShape } = attributes as { filterShape: Tensor5D['shape'] };
    return conv3DFilterGradient(tf, x!, dy!, filterShape, attributes as Conv3DAttributes);
  });
  register<Tensor>(tf, 'UnsortedSegmentSum', ({ x, segmentIds }, attributes) => {
    const { numSegments } = attributes as { numSegments: number };
    return segmentSum(tf, x!, segmentIds!, numSegments);
  });
}
