import type { Prediction } from '../../../src/protocol/data.ts';
import { formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';

/** The answer of a network that tells classes apart. */
export type ClassPrediction = Extract<Prediction, { target: 'label' }>;

/** What is said of a class: a share of 100 % only where it is a probability. */
export const formatClassValue = (meaning: ClassPrediction['meaning'], value: number): string =>
  meaning === 'probabilities' ? formatPercent(value, 1) : formatValue(value);
