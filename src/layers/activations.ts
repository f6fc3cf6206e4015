import type { Range } from './range.ts';
import type { Tensor, TF } from './tensorflow.ts';

/**
 * An activation function: what it computes, and its name in the `activation` field of Keras and TensorFlow.js,
 * null where they have none.
 */
interface ActivationFunction {
  readonly keras: string | null;
  /** What its values are known to be, if anything. */
  readonly range?: Range;
  apply(tf: TF, x: Tensor): Tensor;
}

/** Activation functions as Keras 3 defines them. Softmax runs over the last axis. */
const functions = {
  linear: { keras: 'linear', apply: (_tf, x) => x },
  relu: { keras: 'relu', apply: (tf, x) => tf.relu(x) },
  relu6: { keras: 'relu6', apply: (tf, x) => tf.relu6(x) },
  tanh: { keras: 'tanh', apply: (tf, x) => tf.tanh(x) },
  // LeCun et al. 1998: its values at -1 and 1 are -1 and 1, where its second derivative is largest.
  scaledTanh: { keras: null, apply: (tf, x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159) },
  sigmoid: { keras: 'sigmoid', range: 'unit', apply: (tf, x) => tf.sigmoid(x) },
  hardSigmoid: { keras: null, range: 'unit', apply: (tf, x) => tf.div(tf.relu6(tf.add(x, 3)), 6) },
  softmax: { keras: 'softmax', range: 'distribution', apply: (tf, x) => tf.softmax(x) },
  elu: { keras: 'elu', apply: (tf, x) => tf.elu(x) },
  selu: { keras: 'selu', apply: (tf, x) => tf.selu(x) },
  // The exact form, x times the normal distribution's cumulative function (Hendrycks and Gimpel 2016).
  gelu: {
    keras: 'gelu',
    apply: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  },
  swish: { keras: 'swish', apply: (tf, x) => tf.mul(x, tf.sigmoid(x)) },
  softplus: { keras: 'softplus', apply: (tf, x) => tf.softplus(x) },
  softsign: { keras: 'softsign', apply: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)) },
} as const satisfies Record<string, ActivationFunction>;

export type ActivationName = keyof typeof functions;
export const activationNames = Object.keys(functions) as [ActivationName, ...ActivationName[]];

/** The name that Keras and TensorFlow.js know it by, null if they do not. */
export const kerasActivation = (name: ActivationName): string | null => functions[name].keras;

export const rangeOfActivation = (name: ActivationName): Range => {
  const known: ActivationFunction = functions[name];
  return known.range ?? 'any';
};

/** A function that turns scores into probabilities; some losses want the scores before it. */
export type OutputFunction = 'softmax' | 'sigmoid';

export const outputFunctionOf = (name: string): OutputFunction | null =>
  name === 'softmax' || name === 'sigmoid' ? name : null;

/**
 * Applies an activation function to `[batch, ...]`.
 * @param logits leave out a final softmax or sigmoid: the loss wants the scores before it
 */
export function activate(tf: TF, name: ActivationName, x: Tensor, logits = false): Tensor {
  return logits && outputFunctionOf(name) ? x : functions[name].apply(tf, x);
}
