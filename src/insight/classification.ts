/** Points of a curve, in order. */
export interface Curve {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  /** ROC: the area below it. Precision and recall: the average precision. */
  readonly area: number;
}

/** Right and wrong positives at each threshold, from the highest score down; equal scores are one threshold. */
function thresholds(scores: ArrayLike<number>, isPositive: (index: number) => boolean) {
  const order = Array.from({ length: scores.length }, (_, at) => at).sort((a, b) => scores[b]! - scores[a]!);
  const counts: { readonly right: number; readonly wrong: number }[] = [];
  let right = 0;
  let wrong = 0;
  order.forEach((index, at) => {
    if (isPositive(index)) right++;
    else wrong++;
    const next = order[at + 1];
    if (next === undefined || scores[next] !== scores[index]) counts.push({ right, wrong });
  });
  return { counts, right, wrong };
}

/**
 * Receiver operating characteristic: false positive rate against true positive rate, as scikit-learn's `roc_curve` without
 * dropping points. Null where there are no positives, or nothing else.
 */
export function rocCurve(scores: ArrayLike<number>, isPositive: (index: number) => boolean): Curve | null {
  const { counts, right, wrong } = thresholds(scores, isPositive);
  if (right === 0 || wrong === 0) return null;
  const x = Float32Array.from([0, ...counts.map((count) => count.wrong / wrong)]);
  const y = Float32Array.from([0, ...counts.map((count) => count.right / right)]);
  let area = 0;
  let before = { right: 0, wrong: 0 };
  for (const count of counts) {
    area += ((count.wrong - before.wrong) / wrong) * ((count.right + before.right) / (2 * right));
    before = count;
  }
  return { x, y, area };
}

/**
 * Recall against precision from the highest threshold down, as scikit-learn's `precision_recall_curve` reversed; the area
 * is its `average_precision_score`. Null where there are no positives.
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  isPositive: (index: number) => boolean,
): Curve | null {
  const { counts, right } = thresholds(scores, isPositive);
  if (right === 0) return null;
  const recall = counts.map((count) => count.right / right);
  const precision = counts.map((count) => count.right / (count.right + count.wrong));
  const area = precision.reduce((sum, value, at) => sum + value * (recall[at]! - (recall[at - 1] ?? 0)), 0);
  return { x: Float32Array.from([0, ...recall]), y: Float32Array.from([1, ...precision]), area };
}

/** Examples of one span of confidence. */
export interface ReliabilityBin {
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/**
 * Mean confidence and accuracy in bins of equal width that hold something, as scikit-learn's `calibration_curve`; and the
 * expected calibration error (Guo et al. 2017).
 */
export function reliability(
  confidence: ArrayLike<number>,
  isRight: (index: number) => boolean,
  bins: number,
): { readonly bins: readonly ReliabilityBin[]; readonly error: number } {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let at = 0; at < confidence.length; at++) {
    const value = confidence[at]!;
    // A value on an edge belongs below it; edges are rounded as NumPy rounds them.
    let bin = 0;
    while (bin < bins - 1 && value > (bin + 1) * (1 / bins)) bin++;
    const own = sums[bin]!;
    own.count++;
    own.confidence += value;
    if (isRight(at)) own.right++;
  }
  const filled = sums
    .filter(({ count }) => count > 0)
    .map(({ count, confidence: sum, right }) => ({
      count,
      confidence: sum / count,
      accuracy: right / count,
    }));
  const error = filled.reduce(
    (sum, bin) => sum + (bin.count / confidence.length) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
  return { bins: filled, error };
}

/** Of one class; 0 where nothing was predicted as it, or nothing is of it. */
export interface ClassScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Examples by actual class (row) and predicted class (column). */
export function confusionOf(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let at = 0; at < predicted.length; at++) {
    const row = counts[actual[at]!];
    if (row) row[predicted[at]!] = (row[predicted[at]!] ?? 0) + 1;
  }
  return counts;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const classScores = (confusion: readonly (readonly number[])[]): readonly ClassScores[] =>
  confusion.map((row, own) => {
    const hits = row[own]!;
    const support = row.reduce((sum, count) => sum + count, 0);
    const claimed = confusion.reduce((sum, other) => sum + other[own]!, 0);
    const [precision, recall] = [ratio(hits, claimed), ratio(hits, support)];
    return { precision, recall, f1: ratio(2 * precision * recall, precision + recall), support };
  });
