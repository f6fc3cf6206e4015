/** Milliseconds in which a class that is seen without a break comes to 63 % of its new confidence. */
const timeConstant = 250;

/** From this confidence on a class acts, and below the second it acts no longer: nothing flickers in between. */
const actsFrom = 0.75;
const restsBelow = 0.45;

/** Where the answers of a stream of pictures stand. */
export interface Smoothed {
  /** Of each class, 0 to 1; together 1. */
  readonly confidence: readonly number[];
  /** The class that acts, by its place; null while none is sure enough. */
  readonly active: number | null;
}

export const unsure = (classes: number): Smoothed => ({
  confidence: new Array<number>(classes).fill(1 / classes),
  active: null,
});

/**
 * Takes one more answer in: an exponential moving average by time, so that the pace of the camera does not matter, and a
 * threshold with two ends.
 * @param probabilities of each class @param elapsed milliseconds since the last answer
 */
export function smooth(before: Smoothed, probabilities: readonly number[], elapsed: number): Smoothed {
  const share = 1 - Math.exp(-elapsed / timeConstant);
  const confidence = before.confidence.map((value, at) => value + share * ((probabilities[at] ?? 0) - value));
  const best = confidence.indexOf(Math.max(...confidence));
  if (confidence[best]! >= actsFrom) return { confidence, active: best };
  const { active } = before;
  return { confidence, active: active !== null && confidence[active]! >= restsBelow ? active : null };
}
