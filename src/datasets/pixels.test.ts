import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageSteps } from '../preprocessing/edit.ts';
import type { Preprocessing } from '../preprocessing/pipeline.ts';
import { createBatcher } from './batcher.ts';
import type { RecordSplit, Split } from './dataset.ts';
import { fingerprintOf } from './fingerprint.ts';
import { inMemory } from './in-memory.ts';
import { eachPixels, openPixels, withReader } from './pixels.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-pixels-'));
});
afterEach(() => rm(folder, { recursive: true }));

const count = 2000;
const shape = [40, 30, 3] as const;
const bytes = 40 * 30 * 3;
const inner: Split = {
  count,
  shape,
  images: Uint8Array.from({ length: count * bytes }, (_, at) => (at * 31 + (at >> 9)) % 251),
  labels: Int32Array.from({ length: count }, (_, at) => at % 7),
};

/** The same split as records of a file, after some bytes that are no records. */
async function records(start = 5): Promise<RecordSplit> {
  const path = join(folder, 'pixels');
  await writeFile(path, Buffer.concat([Buffer.alloc(start, 255), inner.images]));
  const { size, mtimeMs } = await stat(path);
  return { count, shape, labels: inner.labels, records: { path, start, size, mtimeMs } };
}

const indices = [7, 8, 9, 1999, 0, 0, 1, 1000];

describe('records of a file', () => {
  it('are read as they are in memory, neighbors and repetitions too', async () => {
    const read = (split: Split | RecordSplit) => {
      const out = new Uint8Array(indices.length * bytes);
      withReader(split, (reader) => reader.read(indices, out));
      return Buffer.from(out);
    };
    const own = read(await records());
    expect(own.equals(read(inner))).toBe(true);
    expect(own.subarray(3 * bytes, 4 * bytes).equals(inner.images.subarray(1999 * bytes))).toBe(true);
  });

  it('give the same batches, bit for bit, on every way into a network', async () => {
    const handle = await records();
    for (const preprocessing of [
      { inputShape: [40, 30, 3], steps: imageSteps('pad', 'zero-one') },
      { inputShape: [44, 28, 1], steps: imageSteps('pad', 'lecun') },
      { inputShape: [17, 61, 3], steps: imageSteps('resize', 'minus-one-one') },
    ] satisfies Preprocessing[]) {
      const [ours, theirs] = [handle, inner].map((split) => {
        const batcher = createBatcher(openPixels(split), preprocessing);
        const out = new Float32Array(indices.length * batcher.exampleSize);
        batcher.fill(indices, out);
        expect(() => batcher.fill([count], out)).toThrow(`there is no example ${count}`);
        batcher.close();
        return Buffer.from(out.buffer);
      });
      expect(ours!.equals(theirs!)).toBe(true);
    }
  });

  it('come whole into memory, and have the same fingerprint', async () => {
    const handle = await records();
    expect(Buffer.from((await inMemory(handle)).images).equals(Buffer.from(inner.images))).toBe(true);
    expect(fingerprintOf([handle])).toBe(fingerprintOf([inner]));
    let most = 0;
    let seen = 0;
    eachPixels(handle, (pixels, first) => {
      expect(first * bytes).toBe(seen);
      seen += pixels.length;
      most = Math.max(most, pixels.length);
    });
    expect(seen).toBe(count * bytes);
    expect(most).toBeLessThanOrEqual(1 << 22);
  });

  it('beyond the last are refused', async () => {
    const handle = await records();
    const out = new Uint8Array(bytes);
    for (const index of [count, -1, Number.NaN]) {
      expect(() => withReader(handle, ({ read }) => read([index], out))).toThrow(RangeError);
    }
  });

  it('are refused, naming the file, where it is another one by now', async () => {
    const handle = await records();
    const { path } = handle.records;
    const outcome = async () => {
      const opened = await inMemory(handle).catch((error: Error) => error.message);
      expect(() => openPixels(handle)).toThrow(opened as string);
      return opened;
    };
    await utimes(path, 1, 1);
    expect(await outcome()).toBe(
      `${path} could not be read: the file has changed since the data were opened. Start again with the new data.`,
    );
    await rm(path);
    expect(await outcome()).toContain(`${path} could not be read: it does not exist`);
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [path]);
    expect(await outcome()).toContain('it is a named pipe, not a file');
  });
});
