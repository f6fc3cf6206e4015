import type { NpyArray } from './npy.ts';

/** What is known of an array before its values are read. */
export type ArrayFacts = Pick<NpyArray, 'name' | 'shape' | 'kind'>;

/** The arrays of a split. */
export interface ArrayPair<A extends ArrayFacts> {
  readonly images: A;
  readonly labels: A;
}

export interface ChosenArrays<A extends ArrayFacts> {
  readonly train: ArrayPair<A>;
  readonly validation: ArrayPair<A> | null;
  readonly test: ArrayPair<A> | null;
}

const splitNames = {
  train: ['train', 'training'],
  validation: ['val', 'valid', 'validation', 'dev'],
  test: ['test', 'testing'],
} as const;
type Part = keyof typeof splitNames;

/** Names of arrays of images and of labels, most usual first. */
const imageNames = ['x', 'images', 'image', 'imgs', 'data', 'pixels', 'features', 'inputs'];
const labelNames = ['y', 'labels', 'label', 'targets', 'target', 'classes', 'class', 'masks', 'mask'];

/** A name without case and separators: `trainImages`, `train_images` and `train-images` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether an array could hold examples: images, or rows of their pixels. */
export const couldBeImages = ({ shape, kind }: ArrayFacts): boolean =>
  kind !== 'text' && shape.length >= 2 && shape.length <= 5;

/** Whether an array could hold a label for each of some examples: a value, or a row of them. */
const couldBeLabels = ({ shape }: ArrayFacts, count: number): boolean =>
  shape.length >= 1 && shape.length <= 2 && shape[0] === count;

function findNamed<A extends ArrayFacts>(arrays: readonly A[], names: readonly string[]): A | undefined {
  for (const name of names) {
    const found = arrays.find((array) => plain(array.name) === name);
    if (found) return found;
  }
  return undefined;
}

/** The names of a split's arrays: with the split's name before or behind, plain ones for training. */
function namesOf(part: Part, stems: readonly string[]): string[] {
  const own = splitNames[part].flatMap((split) =>
    stems.flatMap((stem) => [`${stem}${split}`, `${split}${stem}`]),
  );
  return part === 'train' ? [...own, ...stems] : own;
}

function byName<A extends ArrayFacts>(arrays: readonly A[], part: Part): ArrayPair<A> | null {
  const images = findNamed(arrays.filter(couldBeImages), namesOf(part, imageNames));
  const labels = findNamed(arrays, namesOf(part, labelNames));
  return images && labels ? { images, labels } : null;
}

/** Arrays that go together by their shapes alone: one of images, and one that has a label for each of them. */
function byShape<A extends ArrayFacts>(arrays: readonly A[]): ArrayPair<A>[] {
  const images = arrays.filter(
    (array) => array.kind !== 'text' && array.shape.length >= 3 && array.shape.length <= 4,
  );
  const pairs: ArrayPair<A>[] = [];
  for (const each of images) {
    const labels = arrays.filter((array) => couldBeLabels(array, each.shape[0]!));
    if (labels.length !== 1) return [];
    pairs.push({ images: each, labels: labels[0]! });
  }
  return pairs;
}

/**
 * Finds the arrays of images and of labels by their names, else by their shapes where only one reading is possible.
 * Null where it is not clear.
 */
export function chooseArrays<A extends ArrayFacts>(arrays: readonly A[]): ChosenArrays<A> | null {
  const train = byName(arrays, 'train');
  if (train) return { train, validation: byName(arrays, 'validation'), test: byName(arrays, 'test') };
  const pairs = byShape(arrays);
  if (pairs.length < 1 || pairs.length > 2) return null;
  const [large, small] = [...pairs].sort((a, b) => b.images.shape[0]! - a.images.shape[0]!);
  return { train: large!, validation: null, test: small ?? null };
}
