import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import { datasetCache } from '../../datasets/places.ts';
import { writeAtomic } from '../../files/atomic.ts';
import { readText } from '../../files/read.ts';
import type { PixelStatistics } from './compute.ts';
import { inThread } from './in-thread.ts';

const keptSchema = z.object({
  version: z.literal(1),
  channels: z.array(z.object({ mean: z.number(), std: z.number(), min: z.number(), max: z.number() })),
  shape: z.array(z.int().min(1)),
  meanImage: z.base64(),
});

/** Bytes of a kept file: the mean image of the largest examples, and what base64 adds. */
const maxKeptBytes = 2 ** 27;

async function readKept(path: string): Promise<PixelStatistics | null> {
  try {
    const { version: _, ...kept } = keptSchema.parse(JSON.parse(await readText(path, maxKeptBytes)));
    const meanImage = new Uint8Array(Buffer.from(kept.meanImage, 'base64'));
    const size = kept.shape.reduce((product, each) => product * each, 1);
    return meanImage.length === size ? { ...kept, meanImage } : null;
  } catch {
    return null;
  }
}

async function keep(path: string, { meanImage, ...others }: PixelStatistics): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const image = Buffer.from(meanImage).toString('base64');
  await writeAtomic(path, JSON.stringify({ version: 1, ...others, meanImage: image }));
}

/**
 * Statistics of a dataset's training pixels: computed in a thread of their own, then kept in the cache under the
 * data's fingerprint.
 * @throws EngineError `canceled`, `failed`
 */
export async function pixelStatistics(
  { train, fingerprint }: Dataset<SplitHandle>,
  onCancel: (listener: () => void) => void,
): Promise<PixelStatistics> {
  const path = datasetCache('statistics', `${fingerprint}.json`);
  const kept = await readKept(path);
  if (kept) return kept;
  const found = await inThread({ name: 'statistics', split: train }, { onCancel });
  // What cannot be kept is computed again next time.
  await keep(path, found).catch(() => {});
  return found;
}
