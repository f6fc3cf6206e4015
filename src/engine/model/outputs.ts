import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { Network } from '../../network/network.ts';
import {
  decideReading,
  type OutputFacts,
  type OutputReading,
  outputFactsOf,
  type ReadingLoss,
} from '../../network/outputs.ts';
import type { TargetKind } from '../../training/target.ts';
import { inputAndOutput } from './forward.ts';

const factsCache = new WeakMap<Network, OutputFacts>();

interface ReadPlan {
  readonly network: Network;
  readonly settings: { readonly loss: { readonly kind: ReadingLoss } };
  readonly target: TargetKind;
}

/** How the outputs of a network are read, trained with this loss for this target. */
export function readingOf({ network, settings, target }: ReadPlan): OutputReading {
  let facts = factsCache.get(network);
  if (!facts) {
    facts = outputFactsOf(network.layers, inputAndOutput(network).output.id);
    factsCache.set(network, facts);
  }
  return decideReading(facts, settings.loss.kind, target);
}

/** Keras's epsilon: probabilities are kept from 0 and 1, where a logarithm has no end. */
const epsilon = 1e-7;

const losses: Readonly<Record<OutputReading['toLoss'], (tf: TF, outputs: Tensor) => Tensor>> = {
  nothing: (_tf, outputs) => outputs,
  log: (tf, outputs) => tf.log(tf.clipByValue(outputs, epsilon, 1)),
  logit(tf, outputs) {
    const inside = tf.clipByValue(outputs, epsilon, 1 - epsilon);
    return tf.sub(tf.log(inside), tf.log(tf.sub(1, inside)));
  },
  negate: (tf, outputs) => tf.neg(outputs),
};

/**
 * What the loss takes, the larger the likelier the class.
 * @param result of the forward pass with `reading.logitsOf`, `[batch, ...output]`
 */
export const lossInput = (tf: TF, reading: OutputReading, result: Tensor): Tensor =>
  losses[reading.toLoss](tf, result);

const meanings: Readonly<Record<OutputReading['apply'], (tf: TF, outputs: Tensor) => Tensor>> = {
  nothing: (_tf, outputs) => outputs,
  softmax: (tf, outputs) => tf.softmax(outputs),
  sigmoid: (tf, outputs) => tf.sigmoid(outputs),
  normalize: (tf, outputs) => tf.div(outputs, tf.maximum(tf.sum(outputs, -1, true), epsilon)),
};

/**
 * What the outputs mean: probabilities, scores, distances or the input returned.
 * @param result of the forward pass with `reading.logitsOf`
 */
export function applyMeaning(tf: TF, reading: OutputReading, result: Tensor): Tensor {
  const outputs = reading.leftOut ? meanings[reading.leftOut](tf, result) : result;
  return meanings[reading.apply](tf, outputs);
}

/**
 * What the network puts each example's answered class down as, `[batch]`: a probability, a score or a distance.
 * @param result of the forward pass with `reading.logitsOf`
 * @param answered of `answeredClasses`
 */
export function predictedValues(tf: TF, reading: OutputReading, result: Tensor, answered: Tensor): Tensor {
  const meant = applyMeaning(tf, reading, result);
  if (!reading.single) return reading.meaning === 'distances' ? tf.min(meant, -1) : tf.max(meant, -1);
  const [first, second] = reading.targets;
  const value = tf.reshape(meant, [-1]);
  const isSecond = tf.cast(answered, 'float32');
  const other = tf.sub(first + second, value);
  return tf.add(tf.mul(isSecond, value), tf.mul(tf.sub(1, isSecond), other));
}

/**
 * The answered class of each example, int32 `[batch]`; of equal outputs the first. Of masks that of each pixel,
 * `[batch, height, width]`.
 * @param scores what the loss takes, `[batch, classes]`, or `[batch, 1]` of a single unit
 */
export function predictedClasses(tf: TF, { single, boundary }: OutputReading, scores: Tensor): Tensor {
  if (!single) return tf.argMax(scores, -1);
  return tf.cast(tf.greater(tf.reshape(scores, scores.shape.slice(0, -1)), boundary), 'int32');
}

/**
 * Which labels each example is answered to have, float32 0 or 1, `[batch, labels]`.
 * @param scores what the loss takes, of that shape
 */
export const predictedLabels = (tf: TF, { boundary }: OutputReading, scores: Tensor): Tensor =>
  tf.cast(tf.greater(scores, boundary), 'float32');
