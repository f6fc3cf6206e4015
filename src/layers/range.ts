import type { Shape } from './shape.ts';

/**
 * What is known of a layer's values whatever its weights are, while the network is used, not trained. Dropout and its
 * like then change nothing.
 */
export type Range =
  | 'any'
  /** Each from 0 to 1. */
  | 'unit'
  /** Each from 0 to 1, and along the last axis they sum to 1: the probabilities of alternatives. */
  | 'distribution'
  /** From 0: how far the input is from something. The smallest is the nearest. */
  | 'distance';

/** What a range function receives about the layer's inputs, in order. */
export interface RangeCall {
  readonly inputs: readonly Range[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
}

/** Of a layer that hands on the values of its only input, or blends them along axes other than the last. */
export const sameRange = ({ inputs }: RangeCall): Range => inputs[0]!;

/** Each value from 0 to 1, but no longer a sum of 1. */
const perValue = (range: Range): Range => (range === 'distribution' ? 'unit' : range);

/** Of a layer that takes the largest of several values. */
export const rangeOfLargest = ({ inputs }: RangeCall): Range => perValue(inputs[0]!);

/** Of a layer that moves values: a sum of 1 along the last axis stays one where that axis stays whole. */
export const rangeOfMoved = ({ inputs, inputShapes, outputShape }: RangeCall): Range =>
  inputShapes[0]!.at(-1) === outputShape.at(-1) ? inputs[0]! : perValue(inputs[0]!);

/** Of a layer that puts zeros beside its values: nothing is nearer than a distance of 0. */
export function rangeOfPadded({ inputs }: RangeCall): Range {
  return inputs[0] === 'distance' ? 'any' : perValue(inputs[0]!);
}

/** The least that is known of several: of values that stand beside one another, or of which one is taken. */
export function commonRange(ranges: readonly Range[]): Range {
  const [first] = ranges;
  if (ranges.every((range) => range === first)) return first!;
  return ranges.every((range) => perValue(range) === 'unit') ? 'unit' : 'any';
}

/** The same of values that are averaged one by one: distributions over as many alternatives give one again. */
export function rangeOfMean({ inputs, inputShapes, outputShape }: RangeCall): Range {
  const common = commonRange(inputs);
  const whole = inputShapes.every((shape) => shape.at(-1) === outputShape.at(-1));
  return whole ? common : perValue(common);
}

/** Of values of which the largest is taken, or that are multiplied. */
export const rangeOfCommon = ({ inputs }: RangeCall): Range => perValue(commonRange(inputs));
