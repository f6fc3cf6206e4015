import type { TF } from '../../../layers/tensorflow.ts';
import { type ConvAttributes, geometry, padInput, type Tensor4D } from './geometry.ts';
import { convFilterGradient, depthwiseFilterGradient, depthwiseInputGradient } from './gradients.ts';
import { averagePoolGradient, maxPoolGradient, type PoolAttributes } from './pooling.ts';

type Inputs = Readonly<Record<string, Tensor4D>>;
type Compute = (inputs: Inputs, attributes: unknown) => Tensor4D;

const backendName = 'wasm';

function register(tf: TF, kernelName: string, compute: Compute): void {
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(inputs as unknown as Inputs, attrs)),
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

let done = false;

/**
 * Completes the WebAssembly package: three gradients of convolutions that it lacks, the gradients of pooling that
 * it gets wrong, and convolutions with a stride beyond their kernel. Each is measured against native TensorFlow.
 */
export function completeWasm(tf: TF): void {
  if (done) return;
  done = true;
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
  register(tf, 'AvgPoolGrad', ({ dy, input }, attributes) =>
    averagePoolGradient(tf, dy!, input!, attributes as PoolAttributes),
  );
  register(tf, 'MaxPoolGrad', ({ dy, input, output }, attributes) =>
    maxPoolGradient(tf, dy!, input!, output!, attributes as PoolAttributes),
  );
}
