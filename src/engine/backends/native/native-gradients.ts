import type { Tensor } from '../../../layers/tensorflow.ts';
import { isBias } from './bias.ts';
import type { Native } from './operation.ts';

type Inputs = Readonly<Record<string, Tensor>>;
type Gradient = (native: Native, dy: Tensor, inputs: Inputs, output: Tensor, attributes: object) => Tensor;

/**
 * TensorFlow's own gradients of activation functions, each one operation: TensorFlow.js composes them, relu's of
 * seven. They take the output where they can, so that the function may be fused with what is before it.
 */
const activations: Readonly<Record<string, Gradient>> = {
  Relu: ({ run }, dy, _inputs, y) => run('ReluGrad', [dy, y]),
  Relu6: ({ run }, dy, _inputs, y) => run('Relu6Grad', [dy, y]),
  Tanh: ({ run }, dy, _inputs, y) => run('TanhGrad', [y, dy]),
  Sigmoid: ({ run }, dy, _inputs, y) => run('SigmoidGrad', [y, dy]),
  Selu: ({ run }, dy, _inputs, y) => run('SeluGrad', [dy, y]),
  Softplus: ({ run }, dy, { x }) => run('SoftplusGrad', [dy, x!]),
  LeakyRelu: ({ run }, dy, { x }, _y, { alpha }: { alpha?: number }) =>
    run('LeakyReluGrad', [dy, x!], { floats: { alpha: alpha! } }),
};

/** Registers a gradient for native TensorFlow; other backends keep TensorFlow.js's. */
function replace(native: Native, kernelName: string, gradient: Gradient): void {
  const { tf } = native;
  const original = tf.getGradient(kernelName);
  if (!original) throw new Error(`TensorFlow.js has no gradient of ${kernelName}`);
  const { inputsToSave = [], outputsToSave = [], gradFunc } = original;
  tf.unregisterGradient(kernelName);
  tf.registerGradient({
    kernelName,
    inputsToSave,
    outputsToSave: [true],
    gradFunc(dy, saved, attributes) {
      const y = saved.at(-1)!;
      const inputs = saved.slice(0, -1);
      if (!native.isActive()) return gradFunc(dy, outputsToSave[0] ? saved : inputs, attributes);
      const named = Object.fromEntries(inputsToSave.map((name, at) => [name, inputs[at]!]));
      return { x: () => gradient(native, dy as Tensor, named, y, attributes) };
    },
  });
}

/** A bias's gradient is one pass over the last axis: `BiasAddGrad` in place of a sum over all others. */
function replaceAdd(native: Native): void {
  const { tf } = native;
  const original = tf.getGradient('Add')!;
  tf.unregisterGradient('Add');
  tf.registerGradient({
    ...original,
    gradFunc(dy, tensors, attributes) {
      const [a, b] = tensors;
      if (!native.isActive() || !isBias(a!, b!)) return original.gradFunc(dy, tensors, attributes);
      const whole = dy as Tensor;
      return {
        a: () => tf.reshape(whole, a!.shape),
        b: () => native.run('BiasAddGrad', [whole], { texts: { data_format: 'NHWC' } }),
      };
    },
  });
}

/**
 * Each value has the same share of its mean's gradient. A product and copies, where TensorFlow.js divides a product
 * with ones: in a graph that division becomes a product with the reciprocal, which rounds otherwise than op by op.
 */
function replaceMean(native: Native): void {
  const { tf } = native;
  const original = tf.getGradient('Mean')!;
  tf.unregisterGradient('Mean');
  tf.registerGradient({
    ...original,
    gradFunc(dy, saved, attributes) {
      if (!native.isActive()) return original.gradFunc(dy, saved, attributes);
      const [x] = saved;
      const axes = tf.util.parseAxisParam(attributes['axis'] as number | number[], x!.shape);
      const around = x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
      const copies = x!.shape.map((length, axis) => (axes.includes(axis) ? length : 1));
      const share = around.reduce((product, length) => product * length, 1) / x!.size;
      return { x: () => tf.tile(tf.reshape(tf.mul(dy as Tensor, share), around), copies) };
    },
  });
}

export function registerGradients(native: Native): void {
  for (const [kernelName, gradient] of Object.entries(activations)) replace(native, kernelName, gradient);
  replaceAdd(native);
  replaceMean(native);
}
