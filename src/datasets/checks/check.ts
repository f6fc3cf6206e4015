import { createHash } from 'node:crypto';
import type { Dimensions } from '../../preprocessing/example.ts';
import type { DataCheck, DataIssue, IssueKind } from '../../protocol/data-check.ts';
import { issueKinds, splitNames } from '../../protocol/data-check.ts';
import type { Dataset, SplitHandle } from '../dataset.ts';
import { eachPixels, exampleBytes, imageShape } from '../pixels.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { type Properties, propertiesOf } from './properties.ts';
import { duplicateScores, nearDuplicateSets, type Scored, scorings, setsOf } from './scores.ts';

type Part = (typeof splitNames)[number];

/** Heights and widths of images as they were found, `[count, 2]`; null where all are as they are used. */
export type FoundSizes = Readonly<Record<Part, Int32Array | null>>;

export type Checkable = Pick<Dataset<SplitHandle>, Part>;

/** Pixels that are images, gray or in color: what brightness, blur and hashes are defined for. */
function imagesOf(split: SplitHandle): Dimensions | null {
  const shape = imageShape(split);
  return shape && (shape[2] === 1 || shape[2] === 3) ? shape : null;
}

interface ImageMeasures {
  readonly digests: string[];
  readonly hashes: string[];
  readonly properties: Properties[];
}

/** Looks at all examples once. @param onExample is called with how many were looked at, of all */
function measureImages(splits: readonly SplitHandle[], onExample: (done: number) => void): ImageMeasures {
  const seen: ImageMeasures = { digests: [], hashes: [], properties: [] };
  for (const split of splits) {
    const size = exampleBytes(split);
    const dimensions = imagesOf(split);
    eachPixels(split, (pixels) => {
      for (let start = 0; start < pixels.length; start += size) {
        const example = pixels.subarray(start, start + size);
        seen.digests.push(createHash('md5').update(example).digest('base64'));
        if (dimensions) {
          seen.hashes.push(perceptualHash(example, dimensions));
          seen.properties.push(propertiesOf(example, dimensions));
        }
        onExample(seen.digests.length);
      }
    });
  }
  return seen;
}

/** Where each example stands: its split's number, and its place there. */
function placesOf(counts: readonly (number | null)[]): { split: number; index: number }[] {
  return counts.flatMap((count, split) =>
    Array.from({ length: count ?? 0 }, (_, index) => ({ split, index })),
  );
}

function issueOf(
  kind: IssueKind,
  { scores, isIssue }: Scored,
  places: ReturnType<typeof placesOf>,
): DataIssue {
  const found = [...scores.keys()].filter((at) => isIssue(scores[at]!));
  found.sort((a, b) => scores[a]! - scores[b]! || a - b);
  return {
    kind,
    splits: Uint8Array.from(found, (at) => places[at]!.split),
    indices: Float32Array.from(found, (at) => places[at]!.index),
    scores: Float32Array.from(found, (at) => scores[at]!),
  };
}

function leakageOf(
  places: ReturnType<typeof placesOf>,
  { digests, hashes }: ImageMeasures,
  tests: number,
): DataCheck['leakage'] {
  const first = (keys: readonly string[]): Map<string, number> => {
    const known = new Map<string, number>();
    for (const [at, key] of keys.entries())
      if (places[at]!.split !== 2 && !known.has(key)) known.set(key, at);
    return known;
  };
  const exact = first(digests);
  const near = first(hashes);
  const pairs: DataCheck['leakage']['pairs'] = [];
  for (const [at, { split, index }] of places.entries()) {
    if (split !== 2) continue;
    const same = exact.get(digests[at]!);
    const twin = same ?? near.get(hashes[at] ?? '');
    if (twin === undefined) continue;
    const other = places[twin]!;
    pairs.push({
      test: index,
      split: splitNames[other.split]!,
      index: other.index,
      exact: same !== undefined,
    });
  }
  return { share: tests === 0 ? 0 : pairs.length / tests, pairs };
}

/** What images have as a rule, not as a trouble, where nearly all of them do. */
const usualWhenCommon: readonly IssueKind[] = ['grayscale', 'low_information'];
/** Share of images from which on it is a rule, and how many images there are to be for one; a gray set is one at any size. */
const usualShare = 0.9;
const fewest = 20;

/** The kinds that are no trouble of these images, with the share that has them. */
function usualOf(issues: readonly DataIssue[], channels: number, count: number): DataCheck['usual'] {
  return issues.flatMap(({ kind, indices }) => {
    const share = count === 0 ? 0 : indices.length / count;
    const isUsual =
      usualWhenCommon.includes(kind) && share >= usualShare && (count >= fewest || channels === 1);
    return isUsual ? [{ kind, share }] : [];
  });
}

const emptied = ({ kind }: DataIssue): DataIssue => ({
  kind,
  splits: new Uint8Array(0),
  indices: new Float32Array(0),
  scores: new Float32Array(0),
});

const issuesOfAnyData: readonly IssueKind[] = ['exact_duplicates'];

/**
 * Looks for cleanvision's nine kinds of trouble over all splits together, and for test examples that are trained on.
 * Pixels are those that a network is given: of the size that all have, with the bytes that are stored.
 * @param onProgress is called with the number of examples looked at
 * @throws FileError
 */
export function checkData(
  dataset: Checkable,
  found: FoundSizes | null,
  onProgress: (done: number, total: number) => void = () => {},
): DataCheck {
  const all = splitNames.map((part) => dataset[part]);
  const present = all.filter((split) => split !== null);
  const places = placesOf(all.map((split) => split?.count ?? null));
  const seen = measureImages(present, (done) => {
    if (done % 256 === 0 || done === places.length) onProgress(done, places.length);
  });
  const exact = setsOf(seen.digests);
  const isImages = present.every((split) => imagesOf(split) !== null);
  const sizes = Int32Array.from(
    splitNames.flatMap((part) => {
      const split = dataset[part];
      if (!split) return [];
      const own = found?.[part];
      const [height = 1, width = 1] = split.shape;
      return own
        ? [...own]
        : Array.from({ length: 2 * split.count }, (_, at) => (at % 2 === 0 ? height : width));
    }),
  );
  const near = nearDuplicateSets(seen.hashes, exact);
  const membersOf = (set: readonly number[]) =>
    set.map((at) => ({ split: splitNames[places[at]!.split]!, index: places[at]!.index }));
  const scoredBy = (kind: IssueKind): Scored => {
    if (kind === 'exact_duplicates') return duplicateScores(exact, places.length);
    if (kind === 'near_duplicates') return duplicateScores(near, places.length);
    return scorings[kind]({ properties: seen.properties, sizes });
  };
  const kinds = isImages ? issueKinds : issuesOfAnyData;
  const issues = kinds.map((kind) => issueOf(kind, scoredBy(kind), places));
  const channels = dataset.train.shape[2] ?? 1;
  const usual = isImages ? usualOf(issues, channels, places.length) : [];
  return {
    issues: issues.map((issue) => (usual.some(({ kind }) => kind === issue.kind) ? emptied(issue) : issue)),
    usual,
    sets: [
      ...exact.map((set) => ({ kind: 'exact_duplicates' as const, members: membersOf(set) })),
      ...near.map((set) => ({ kind: 'near_duplicates' as const, members: membersOf(set) })),
    ],
    leakage: leakageOf(places, seen, dataset.test.count),
  };
}
