import type { CallResult } from '../../../../src/protocol/protocol.ts';

export type Split = 'train' | 'test';
/** The class of each example of each split, by its index. */
export type Labels = Readonly<Record<Split, Uint8Array | Int32Array>>;

function decoded(bytes: Uint8Array, width: 1 | 4): Uint8Array | Int32Array {
  if (width === 1) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length / 4 }, (_, at) => view.getInt32(4 * at, true));
}

export const labelsOf = ({ width, train, test }: CallResult<'datasets.labels'>): Labels => ({
  train: decoded(train, width),
  test: decoded(test, width),
});

/** The examples of a class, or all, in their order. @param label null for all */
export function matching(labels: Labels[Split], label: number | null): Int32Array {
  const found = new Int32Array(labels.length);
  let count = 0;
  for (let index = 0; index < labels.length; index++)
    if (label === null || labels[index] === label) found[count++] = index;
  return found.subarray(0, count);
}

/** Where an example stands among ascending indices; of one that is not there, where the next one does. */
export function placeOf(indices: Int32Array, index: number): number {
  let low = 0;
  let high = indices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle]! < index) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(indices.length - 1, low));
}

/** How many examples of each class there are. */
export function countsOf(labels: Labels[Split], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) if (label < classes) counts[label]!++;
  return counts;
}
