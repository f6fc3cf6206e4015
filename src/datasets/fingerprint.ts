import { createHash } from 'node:crypto';
import type { SplitHandle } from './dataset.ts';
import { eachPixels } from './pixels.ts';

/** sha256 (hex) over the splits' shapes, pixels, labels and targets: what a run that resumes must find again. */
export function fingerprintOf(splits: readonly SplitHandle[]): string {
  const hash = createHash('sha256');
  for (const split of splits) {
    const { labels, shape, count, dtype, targets } = split;
    hash.update(`${count}:${shape.join('x')};${dtype && dtype !== 'uint8' ? `${dtype};` : ''}`);
    eachPixels(split, (pixels) => hash.update(pixels));
    for (const each of targets ? [labels, targets] : [labels])
      hash.update(new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
  }
  return hash.digest('hex');
}
