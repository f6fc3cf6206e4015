import type { LossKind } from './loss.ts';
import type { Tensor, TF } from './tensorflow.ts';

/*
 * Two classes told apart by one unit, as Keras has them with `Dense(1, activation="sigmoid")`: the target is the
 * label itself, one column of 0 and 1, and the answer is the class whose side the value is on.
 */

/** Whether an output `[...shape]` is a single unit. */
export const isSingleUnit = (shape: readonly number[]): boolean => shape.length === 1 && shape[0] === 1;

/** How many classes an output of that shape tells apart. */
export const classesToldApart = (shape: readonly number[]): number =>
  isSingleUnit(shape) ? 2 : (shape[0] ?? 0);

/** What of a loss, and of the last layer's activation, says how a single unit's value is read. */
export interface UnitReading {
  readonly loss: Pick<LossKind, 'takes' | 'signed'>;
  readonly activation: unknown;
}

/** Activations that put out nothing below 0 and nothing above 1. */
const fromZeroToOne: ReadonlySet<unknown> = new Set(['sigmoid', 'hardSigmoid']);

const isSigned = ({ loss, activation }: UnitReading): boolean =>
  loss.signed === true && !fromZeroToOne.has(activation);

/** The value of what the loss takes above which the answer is the second class. */
export const boundaryOf = (reading: UnitReading): number =>
  reading.loss.takes === 'logits' || isSigned(reading) ? 0 : 0.5;

/**
 * The probability of the second class, from 0 to 1.
 * @param value what the network puts out
 */
export function secondClassShare(reading: UnitReading, value: number): number {
  const { loss, activation } = reading;
  if (loss.takes === 'logits' && activation !== 'sigmoid') return 1 / (1 + Math.exp(-value));
  // Without a probability: how far it is from the target of the one class to that of the other.
  return Math.min(1, Math.max(0, isSigned(reading) ? (value + 1) / 2 : value));
}

/**
 * The answered class of each example, int32 `[batch]`; of equal outputs the first.
 * @param scores what the loss takes, `[batch, classes]`, or `[batch, 1]` of a single unit
 */
export function answeredClasses(tf: TF, reading: UnitReading, scores: Tensor): Tensor {
  if (!isSingleUnit(scores.shape.slice(1))) return tf.argMax(scores, -1);
  return tf.cast(tf.greater(tf.reshape(scores, [-1]), boundaryOf(reading)), 'int32');
}
