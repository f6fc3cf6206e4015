import type { EpochTime } from '../../src/network/time/epoch.ts';
import { t } from '../i18n/index.ts';
import { formatRoughly } from './numbers.ts';

const words = t.training.forecast;

/** A forecast in words: of an epoch, of all epochs, and how sure it is. */
export function forecastWords(
  { seconds, least, most, runs }: EpochTime,
  epochs: number,
): { readonly epoch: string; readonly all: string; readonly range: string } {
  return {
    epoch: words.epoch(formatRoughly(seconds)),
    all: words.all(formatRoughly(seconds * epochs), epochs),
    range: words.range(
      formatRoughly(least),
      formatRoughly(most),
      runs === 0 ? words.fromSpeed : words.fromRuns(runs),
    ),
  };
}
