/**
 * The learning-rate range test of Smith (2017, "Cyclical learning rates for training neural networks"), with the
 * exponential range, the smoothed loss and the stopping rule of Howard and Gugger's fastai.
 */

/** Rates from `from` to `to`, each the same factor above the one before. @param count at least 2 */
export function risingRates(from: number, to: number, count: number): readonly number[] {
  const factor = (to / from) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, at) => (at === count - 1 ? to : from * factor ** at));
}

/** How much of the running mean each new loss leaves as it was. */
const memory = 0.9;

/** A running mean that starts without a lean: an exponential one, divided by the weight it has seen so far. */
export function createSmoother(): (loss: number) => number {
  let mean = 0;
  let weight = 0;
  return (loss) => {
    mean = memory * mean + (1 - memory) * loss;
    weight = memory * weight + (1 - memory);
    return mean / weight;
  };
}

/** A smoothed loss this many times the least has left the range in which anything is learned. */
const blowUp = 4;

/** Whether to stop: the loss is no number, or has blown up. */
export const hasBlownUp = (smoothed: number, least: number): boolean =>
  !(smoothed <= blowUp * Math.max(least, 1e-12));

export interface RateSuggestion {
  /** A rate to train with: a tenth of the one where the smoothed loss was least. */
  readonly rate: number;
  /** Where the smoothed loss was least. */
  readonly least: number;
  /** Where it fell fastest, against the logarithm of the rate. */
  readonly steepest: number;
  /** True where it was still falling at the largest rate that was tried: there may be better ones beyond. */
  readonly openEnd: boolean;
}

/** The first losses are a mean of few: what they do says little. */
const settling = 10;

/** The loss has to fall by this share of where it began, else the range holds no rate that learns. */
const minFall = 0.02;

/**
 * Reads a range test. Where the loss is least the rate is just below too large, and the loss is still that of few
 * steps: a tenth of it is safe (fastai's rule). Null where the loss never fell.
 * @param rates rising; `smoothed`: the loss at each
 */
export function suggestRate(rates: readonly number[], smoothed: readonly number[]): RateSuggestion | null {
  if (smoothed.length <= settling + 1) return null;
  let least = 0;
  for (let at = 1; at < smoothed.length; at++) if (smoothed[at]! < smoothed[least]!) least = at;
  const first = [...smoothed.slice(0, settling)].sort((a, b) => a - b);
  const began = first[settling >> 1]!;
  if (least <= settling || began - smoothed[least]! < minFall * Math.abs(began)) return null;
  let steepest = settling;
  const slope = (at: number): number =>
    (smoothed[at + 1]! - smoothed[at - 1]!) / Math.log(rates[at + 1]! / rates[at - 1]!);
  for (let at = settling; at < least; at++) if (slope(at) < slope(steepest)) steepest = at;
  return {
    rate: Number((rates[least]! / 10).toPrecision(2)),
    least: rates[least]!,
    steepest: rates[steepest]!,
    openEnd: least >= smoothed.length - 2,
  };
}
