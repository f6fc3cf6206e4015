import type { TrainingTime } from '../../src/network/time/training.ts';
import { t } from '../i18n/index.ts';
import { formatRoughly, isWorthShowing } from './numbers.ts';

const words = t.training.forecast;

/** A forecast in words: of an epoch, of all there is to do, and how sure it is. */
export function forecastWords({ epoch, epochs, pretraining, seconds }: TrainingTime): {
  readonly epoch: string;
  readonly all: string;
  readonly range: string;
} {
  const { least, most, runs } = epoch;
  const range = words.range(
    formatRoughly(least),
    formatRoughly(most),
    runs === 0 ? words.fromSpeed : words.fromRuns(runs),
  );
  const all = formatRoughly(seconds);
  return {
    epoch: words.epoch(formatRoughly(epoch.seconds), isWorthShowing(epoch.seconds)),
    all: pretraining ? words.allPretrained(all, epochs) : words.all(all, epochs),
    range: pretraining
      ? `${range} ${words.pretraining(formatRoughly(pretraining.seconds), isWorthShowing(pretraining.seconds), pretraining.layers)}`
      : range,
  };
}
