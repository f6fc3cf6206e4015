import { createHash } from 'node:crypto';
import type { SplitHandle } from './dataset.ts';
import { eachPixels } from './pixels.ts';

/** sha256 (hex) over the splits' shapes, pixels and labels: what a run that resumes must find again. */
export function fingerprintOf(splits: readonly SplitHandle[]): string {
  const hash = createHash('sha256');
  for (const split of splits) {
    const { labels, shape, count } = split;
    hash.update(`${count}:${shape.join('x')};`);
    eachPixels(split, (pixels) => hash.update(pixels));
    hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  }
  return hash.digest('hex');
}
