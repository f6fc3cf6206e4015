import type { IssueKind } from '../../protocol/data-check.ts';
import { type Properties, percentile } from './properties.ts';

/** What is measured of all examples, in one order, and the sizes of the images as they were found. */
export interface Measured {
  readonly properties: readonly Properties[];
  /** `[height, width]` one after the other. */
  readonly sizes: ArrayLike<number>;
}

/** Score of each example, 0 to 1, and whether a score is an issue. */
export interface Scored {
  readonly scores: Float64Array;
  isIssue(score: number): boolean;
}

type Scoring = (measured: Measured) => Scored;

const below = (threshold: number, scores: Float64Array): Scored => ({
  scores,
  isIssue: (score) => score < threshold,
});

const ofProperties =
  (threshold: number, score: (properties: Properties) => number): Scoring =>
  ({ properties }) =>
    below(threshold, Float64Array.from(properties, score));

const ofSizes = (sizes: ArrayLike<number>, value: (height: number, width: number) => number): Float64Array =>
  Float64Array.from({ length: sizes.length / 2 }, (_, at) => value(sizes[2 * at]!, sizes[2 * at + 1]!));

/** How far the gray values of an image spread: nothing below this. */
const minSpread = 0.18;

function blurriness({ edges, spread }: Properties): number {
  const ofSpread = 1 - Math.exp(-0.01 * spread);
  return Math.min(1, 1 - Math.exp(-0.01 * edges) + (ofSpread <= minSpread ? 0 : ofSpread));
}

/** Sizes more than three times the interquartile range outside the quartiles. */
function oddSizes({ sizes }: Measured): Scored {
  const roots = ofSizes(sizes, (height, width) => Math.sqrt(width) * Math.sqrt(height));
  const sorted = roots.slice().sort();
  const [q1, q3] = [percentile(sorted, 25), percentile(sorted, 75)];
  const least = q1 - 3 * (q3 - q1);
  const most = q3 + 3 * (q3 - q1);
  const middle = (least + most) / 2;
  const gap = most - least;
  const scores = roots.map((root) => 1 - Math.min(1, Math.abs(root - middle) / (gap > 0 ? gap : middle)));
  return below(gap > 0 ? 0.5 : 1, scores);
}

/** The kinds that are found in each image by itself or its size: cleanvision's thresholds and scores. */
export const scorings: Readonly<Record<Exclude<IssueKind, 'exact_duplicates' | 'near_duplicates'>, Scoring>> =
  {
    dark: ofProperties(0.32, ({ bright99 }) => bright99),
    light: ofProperties(0.05, ({ bright5 }) => 1 - bright5),
    odd_aspect_ratio: ({ sizes }) =>
      below(
        0.35,
        ofSizes(sizes, (height, width) => Math.min(width / height, height / width)),
      ),
    low_information: ofProperties(0.3, ({ entropy }) => Math.min(1, 0.1 * entropy)),
    blurry: ofProperties(0.29, blurriness),
    grayscale: ofProperties(1, ({ isGray }) => (isGray ? 0 : 1)),
    odd_size: oddSizes,
  };

/** Sets of examples of one digest, each of two or more, in the order of their first. */
export function setsOf(digests: readonly string[]): number[][] {
  const sets = new Map<string, number[]>();
  for (const [at, digest] of digests.entries()) {
    const known = sets.get(digest);
    if (known) known.push(at);
    else sets.set(digest, [at]);
  }
  return [...sets.values()].filter(({ length }) => length > 1);
}

/** The score of an example is 1 divided by how many are in its set; 1 where it has no duplicate. */
export function duplicateScores(sets: readonly (readonly number[])[], count: number): Scored {
  const scores = new Float64Array(count).fill(1);
  for (const set of sets) for (const at of set) scores[at] = 1 / set.length;
  return below(1, scores);
}

/** Near duplicates without the sets that are of exact duplicates alone. */
export function nearDuplicateSets(
  hashes: readonly string[],
  exact: readonly (readonly number[])[],
): number[][] {
  const known = new Set(exact.map((set) => set.join()));
  return setsOf(hashes).filter((set) => !known.has(set.join()));
}
