import type { Range } from './range.ts';
import type { Tensor, TF } from './tensorflow.ts';

/** How an activation function can fail: by switching units off for good, or by running into its bounds. */
export interface ActivationFacts {
  /** True where it gives 0 for a whole half of its input, and passes no gradient there. */
  readonly switchesOff?: true;
  /** Of one that saturates: the ends of its range, where it is flat. */
  readonly bounds?: readonly [low: number, high: number];
  /** Of one that saturates: layers in a row that still train, by its slope: sigmoid's is at most 1/4, tanh's 1. */
  readonly deepest?: number;
}

/** An activation function: what it computes. */
interface ActivationFunction extends ActivationFacts {
  /** What its values are known to be, if anything. */
  readonly range?: Range;
  /** Operations over its values that it takes; one where it is left out. */
  readonly operations?: number;
  /** True where a value takes many times as long as a product does: exponentials and what is made of them. */
  readonly dear?: true;
  apply(tf: TF, x: Tensor): Tensor;
}

/** Activation functions as Keras 3 defines them. Softmax runs over the last axis. */
const functions = {
  linear: { operations: 0, apply: (_tf, x) => x },
  relu: { switchesOff: true, apply: (tf, x) => tf.relu(x) },
  relu6: { switchesOff: true, apply: (tf, x) => tf.relu6(x) },
  tanh: { dear: true, bounds: [-1, 1], deepest: 6, apply: (tf, x) => tf.tanh(x) },
  // LeCun et al. 1998: its values at -1 and 1 are -1 and 1, where its second derivative is largest.
  scaledTanh: {
    dear: true,
    bounds: [-1.7159, 1.7159],
    deepest: 8,
    operations: 3,
    apply: (tf, x) => tf.mul(tf.tanh(tf.mul(x, 2 / 3)), 1.7159),
  },
  sigmoid: { dear: true, range: 'unit', bounds: [0, 1], deepest: 3, apply: (tf, x) => tf.sigmoid(x) },
  hardSigmoid: {
    range: 'unit',
    bounds: [0, 1],
    deepest: 3,
    operations: 3,
    apply: (tf, x) => tf.div(tf.relu6(tf.add(x, 3)), 6),
  },
  softmax: { dear: true, range: 'distribution', apply: (tf, x) => tf.softmax(x) },
  elu: { dear: true, apply: (tf, x) => tf.elu(x) },
  selu: { dear: true, apply: (tf, x) => tf.selu(x) },
  // The exact form, x times the normal distribution's cumulative function (Hendrycks and Gimpel 2016).
  gelu: {
    dear: true,
    operations: 5,
    apply: (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  },
  swish: { dear: true, operations: 2, apply: (tf, x) => tf.mul(x, tf.sigmoid(x)) },
  softplus: { dear: true, apply: (tf, x) => tf.softplus(x) },
  softsign: { bounds: [-1, 1], deepest: 6, operations: 3, apply: (tf, x) => tf.div(x, tf.add(tf.abs(x), 1)) },
} as const satisfies Record<string, ActivationFunction>;

export type ActivationName = keyof typeof functions;
export const activationNames = Object.keys(functions) as [ActivationName, ...ActivationName[]];

export const rangeOfActivation = (name: ActivationName): Range => {
  const known: ActivationFunction = functions[name];
  return known.range ?? 'any';
};

const find = (name: string): ActivationFunction | undefined =>
  Object.hasOwn(functions, name) ? functions[name as ActivationName] : undefined;

/** Operations over its values that a function takes; one where it is not among these. */
export const operationsOfActivation = (name: string): number => find(name)?.operations ?? 1;

/** Whether a value of the function of a layer's parameter `activation` takes long. */
export const isExpensive = (name: unknown): boolean =>
  (typeof name === 'string' && find(name)?.dear) === true;

/** How the function of a layer's parameter `activation` can fail; null where it cannot, or is none of these. */
export function factsOfActivation(name: unknown): ActivationFacts | null {
  const known = typeof name === 'string' ? find(name) : undefined;
  return known && (known.switchesOff || known.bounds) ? known : null;
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
