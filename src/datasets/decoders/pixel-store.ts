import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryBeside } from '../../files/temporary.ts';
import type { RecordSplit, Split } from '../dataset.ts';
import { datasetCache } from '../places.ts';
import { resident } from '../reading/budget.ts';
import { sharedBytes } from '../shared.ts';

/** Where images are put as they are decoded, each at its place. */
export interface PixelStore {
  /** Takes an image's pixels. They may change once this has resolved. */
  put(at: number, pixels: Uint8Array): Promise<void>;
  /** The images at some places, ascending. Nothing is put after it. */
  take(places: readonly number[]): Promise<Pick<Split, 'images'> | Pick<RecordSplit, 'records'>>;
  /** Gives up what it holds on disk. */
  release(): Promise<void>;
}

function inMemory(count: number, size: number): PixelStore {
  const pixels = sharedBytes(count * size);
  return {
    async put(at, image) {
      pixels.set(image, at * size);
    },
    async take(places) {
      for (const [to, at] of places.entries())
        if (to < at) pixels.copyWithin(to * size, at * size, (at + 1) * size);
      return { images: pixels.subarray(0, places.length * size) };
    },
    release: async () => {},
  };
}

async function onDisk(size: number): Promise<PixelStore> {
  const path = temporaryBeside(datasetCache('prepared', 'pixels'));
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  return {
    async put(at, image) {
      for (let written = 0; written < size; ) {
        const { bytesWritten } = await file.write(image, written, size - written, at * size + written);
        written += bytesWritten;
      }
    },
    async take(places) {
      await file.close();
      const facts = await stat(path);
      const whole = places.length * size === facts.size;
      return {
        records: {
          path,
          start: 0,
          size: facts.size,
          mtimeMs: facts.mtimeMs,
          ...(!whole && { rows: Int32Array.from(places) }),
        },
      };
    },
    async release() {
      await file.close().catch(() => {});
      await rm(path, { force: true });
    },
  };
}

/**
 * A place for so many images of `size` bytes: memory that threads share, or, where a set of `all` bytes is more than is
 * to stay in memory, a temporary file in the cache.
 */
export const openPixelStore = async (count: number, size: number, all: number): Promise<PixelStore> =>
  all > resident ? onDisk(size) : inMemory(count, size);
