import type { Split } from '../../datasets/dataset.ts';
import { type Batcher, createBatcher } from '../../datasets/preprocess.ts';
import type { Batch } from '../model/stepper.ts';

/** Makes batches of a split's examples, one at a time: the next overwrites the last. */
export function createFeed(
  split: Split,
  batcher: Batcher,
  batchSize: number,
): (order: Int32Array, batch: number) => Batch {
  const x = new Float32Array(batchSize * batcher.exampleSize);
  const labels = new Int32Array(batchSize);
  return (order, batch) => {
    const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize);
    batcher.fill(indices, x);
    for (let at = 0; at < indices.length; at++) labels[at] = split.labels[indices[at]!]!;
    return { count: indices.length, x, labels };
  };
}

/** A batcher for the network's input, as the document wants its images. */
export const batcherFor =
  (preprocessing: Parameters<typeof createBatcher>[1]) =>
  (split: Split): Batcher =>
    createBatcher(split, preprocessing);
