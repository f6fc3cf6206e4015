import type { Split } from '../dataset.ts';
import type { DatasetFacts } from '../published/published.ts';

/** A dataset that code makes, the same each time and on every machine: one file such as this folder's, one line in `registry.ts`. */
export interface GeneratedDataset {
  readonly info: DatasetFacts;
  /** Of texts: the words that are distinguished, each at the number that stands for it. */
  readonly words?: readonly string[];
  /** @param part each is drawn from a stream of its own, so that neither changes with the other's size */
  generate(part: 'train' | 'test', count: number): Split;
}

/** The bytes of numbers, as a split holds them. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
