import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network } from '../../network/network.ts';
import { isAnswered, type TargetKind } from '../../training/target.ts';
import type { Backend } from '../backends/backend.ts';
import { inputAndOutput } from './forward.ts';
import { predictedClasses, predictedLabels, readingOf } from './outputs.ts';

/** What targets are made by. */
export interface TargetPlan {
  readonly backend: Backend;
  readonly network: Network;
  readonly target: TargetKind;
  /** Whether two examples are mixed into one: its labels are `[batch, 3]`, two classes and the share of the first. */
  readonly mixed?: boolean;
}

type ReadPlan = Parameters<typeof readingOf>[0];

/** One-hot of the last axis; cast, because the WebAssembly kernel writes whole numbers into a float32 result. */
const oneHot = ({ tf }: Backend, classes: Tensor, depth: number): Tensor =>
  tf.cast(tf.oneHot(classes, depth), 'float32');

/** The classes of mixed examples, int32 `[batch]` each, and the share of the first, float32 `[batch]`. */
function mixedLabels({ tf }: Backend, labels: Tensor) {
  const column = (at: number): Tensor => tf.reshape(tf.slice(labels, [0, at], [-1, 1]), [-1]);
  const share = column(2);
  return { first: tf.cast(column(0), 'int32'), second: tf.cast(column(1), 'int32'), share };
}

/**
 * One-hot classes `[batch, classes]`, the labels themselves `[batch, 1]` for a single unit, the numbers as they are, or
 * the input where the network is to give it back. Of masks the same for each pixel, `[batch, height, width, ...]`.
 */
export function makeTargets(plan: TargetPlan, x: Tensor, labels: Tensor): Tensor {
  if (plan.target === 'input') return x;
  if (plan.target === 'labels' || plan.target === 'numbers') return labels;
  const { tf } = plan.backend;
  const { outputShape } = inputAndOutput(plan.network).output;
  const classes = outputShape.at(-1)!;
  if (plan.mixed) {
    const { first, second, share } = mixedLabels(plan.backend, labels);
    const own = makeTargets({ ...plan, mixed: false }, x, first);
    const other = makeTargets({ ...plan, mixed: false }, x, second);
    const by = tf.reshape(share, [-1, ...outputShape.map(() => 1)]);
    return tf.add(tf.mul(own, by), tf.mul(other, tf.sub(1, by)));
  }
  if (classes === 1) return tf.cast(tf.reshape(labels, [-1, ...outputShape]), 'float32');
  return oneHot(plan.backend, labels, classes);
}

/**
 * Which answers are right, float32: of each example `[batch]`, of each label `[batch, labels]`, of each pixel
 * `[batch, height, width]`.
 * @param scores what the loss takes
 */
export function rightAnswers(plan: TargetPlan & ReadPlan, scores: Tensor, labels: Tensor): Tensor {
  const { tf } = plan.backend;
  const answer = plan.target === 'labels' ? predictedLabels : predictedClasses;
  return tf.cast(tf.equal(answer(tf, readingOf(plan), scores), labels), 'float32');
}

/** The share of right answers; 0 where none is right or wrong. */
export function accuracy(plan: TargetPlan & ReadPlan, predictions: Tensor, labels: Tensor): Tensor {
  const { tf } = plan.backend;
  if (!isAnswered(plan.target)) return tf.scalar(0);
  return tf.mean(rightAnswers(plan, predictions, plan.mixed ? largerPart(plan.backend, labels) : labels));
}

/** Of mixed examples the class that they have more of. */
function largerPart(backend: Backend, labels: Tensor): Tensor {
  const { tf } = backend;
  const { first, second, share } = mixedLabels(backend, labels);
  const isFirst = tf.cast(tf.greaterEqual(share, 0.5), 'int32');
  return tf.add(tf.mul(first, isFirst), tf.mul(second, tf.sub(tf.scalar(1, 'int32'), isFirst)));
}
