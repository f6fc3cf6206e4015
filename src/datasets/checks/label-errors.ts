/** An example whose label is likely wrong. */
export interface LabelError {
  /** Place among the examples. */
  readonly index: number;
  readonly given: number;
  /** The class that it is more likely of. */
  readonly suggested: number;
  /** The probability of its label: the smaller, the likelier it is wrong. */
  readonly quality: number;
}

export interface LabelErrors {
  /** Of each class: the mean probability that its examples are given for it; above 1 for a class without examples. */
  readonly thresholds: number[];
  /** Counts of examples, `[given][likely]`. */
  readonly joint: number[][];
  /** Worst first. */
  readonly errors: LabelError[];
}

/** What keeps rounding from deciding. */
const slack = 1e-6;

/** The first of the largest values. */
function largest(values: ArrayLike<number>, isTaken: (at: number) => boolean): number {
  let best = -1;
  for (let at = 0; at < values.length; at++)
    if (isTaken(at) && (best < 0 || values[at]! > values[best]!)) best = at;
  return best;
}

/**
 * Labels that are likely wrong, by confident learning (Northcutt, Jiang and Chuang 2021), as cleanlab's
 * `find_label_issues(filter_by='confident_learning')` has it, ranked by self-confidence.
 * @param probabilities `[count, classes]`, of examples that the network has not learned from
 * @param labels `[count]`
 */
export function labelErrors(
  probabilities: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): LabelErrors {
  const count = labels.length;
  const rowOf = (index: number): Float32Array =>
    probabilities.subarray(index * classes, (index + 1) * classes);
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  for (let index = 0; index < count; index++) {
    const label = labels[index]!;
    sums[label]! += rowOf(index)[label]!;
    counts[label]!++;
  }
  const thresholds = Array.from(sums, (sum, label) => (counts[label] === 0 ? 2 : sum / counts[label]!));
  const joint = thresholds.map(() => thresholds.map(() => 0));
  const errors: LabelError[] = [];
  for (let index = 0; index < count; index++) {
    const row = rowOf(index);
    const given = labels[index]!;
    const likely = largest(row, (at) => row[at]! >= thresholds[at]! - slack);
    if (likely < 0) continue;
    joint[given]![likely]!++;
    const answered = largest(row, () => true);
    if (likely !== given && answered !== given)
      errors.push({ index, given, suggested: answered, quality: row[given]! });
  }
  errors.sort((a, b) => a.quality - b.quality || a.index - b.index);
  return { thresholds, joint, errors };
}
