import { deadUnits } from './dead-units.ts';
import { explodingGradient } from './exploding-gradient.ts';
import { notLearning } from './not-learning.ts';
import { overfitting } from './overfitting.ts';
import { saturation } from './saturation.ts';
import type { Detector, Trouble, TroubleInput } from './trouble.ts';
import { vanishingGradient } from './vanishing-gradient.ts';

/** The troubles that are looked for, worst first. */
const detectors: readonly Detector[] = [
  explodingGradient,
  vanishingGradient,
  notLearning,
  deadUnits,
  saturation,
  overfitting,
];

/** What troubles a run now, worst first; of a kind, in the network's order. */
export const findTroubles = (input: TroubleInput): readonly Trouble[] =>
  detectors.flatMap((detector) => detector.find(input));
