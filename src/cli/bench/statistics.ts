export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const confidenceLevel = 0.9;

/** The chance that at most `k` of `n` values lie below the median: of so many heads in `n` throws. */
function atMost(k: number, n: number): number {
  let [term, sum] = [0.5 ** n, 0];
  for (let heads = 0; heads <= k; heads++) {
    sum += term;
    term *= (n - heads) / (heads + 1);
  }
  return sum;
}

/**
 * Between which two of the values the median of what they were drawn from lies with a confidence of 90 % or more,
 * whatever the distribution (Conover, Practical Nonparametric Statistics, 3.2). Fewer than five values allow less
 * confidence: the smallest and the largest then.
 */
export function medianConfidence(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let cut = 0;
  while (2 * (cut + 2) <= n && 1 - 2 * atMost(cut + 1, n) >= confidenceLevel) cut++;
  return [sorted[cut]!, sorted[n - 1 - cut]!];
}

/** Whether the median of values is known to within a share of it. */
export function isStable(values: readonly number[], tolerance: number): boolean {
  const [low, high] = medianConfidence(values);
  return (high - low) / 2 <= tolerance * median(values);
}
