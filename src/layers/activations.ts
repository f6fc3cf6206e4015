import type { Range } from './range.ts';
import type { Tensor, TF } from './tensorflow.ts';

/** An activation function: what it computes. */
interface ActivationFunction {
  /** What its values are known to be, if anything. */
  readonly range?: Range;
  /** Operations over its values that it takes; one where it is left out. */
  readonly operations?: number;
  apply(tf: TF, x: Tensor): Tensor;
}

/** Activation functions as Keras 3 defines them. Softmax runs over the last axis. */
const functions = {
  linear: { operations: 0, apply: (_tf, x) => x },
  relu: { apply: (tf, x) => tf.relu(x) },
  relu6: { apply: (tf, x) => tf.relu6(x) },
  tanh: { apply: (tf, x) => tf.tanh(x) },
  // LeCun et al. 1998: its values at -1 and 1 are -1 and 1, where its second derivative is largest.
  scaledTanh: { operations: 3, apply: (tf, x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159) },
  sigmoid: { range: 'unit', apply: (tf, x) => tf.sigmoid(x) },
  hardSigmoid: { range: 'unit', operations: 3, apply: (tf, x) => tf.div(tf.relu6(tf.add(x, 3)), 6) },
  softmax: { range: 'distribution', apply: (tf, x) => tf.softmax(x) },
  elu: { apply: (tf, x) => tf.elu(x) },
  selu: { apply: (tf, x) => tf.selu(x) },
  // The exact form, x times the normal distribution's cumulative function (Hendrycks and Gimpel 2016).
  gelu: {
    operations: 5,
    apply: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  },
  swish: { operations: 2, apply: (tf, x) => tf.mul(x, tf.sigmoid(x)) },
  softplus: { apply: (tf, x) => tf.softplus(x) },
  softsign: { operations: 3, apply: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)) },
} as const satisfies Record<string, ActivationFunction>;

export type ActivationName = keyof typeof functions;
export const activationNames = Object.keys(functions) as [ActivationName, ...ActivationName[]];

export const rangeOfActivation = (name: ActivationName): Range => {
  const known: ActivationFunction = functions[name];
  return known.range ?? 'any';
};

/** Operations over its values that a function takes; one where it is not among these. */
export function operationsOfActivation(name: string): number {
  const known: ActivationFunction | undefined = Object.hasOwn(functions, name)
    ? functions[name as ActivationName]
    : undefined;
  return known?.operations ?? 1;
}

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
