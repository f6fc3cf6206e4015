import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDataset } from '../registry.ts';
import { encodeIdx } from './write-idx.ts';

const pixels = Uint8Array.from({ length: 4 * 6 }, (_, at) => at);
const images = encodeIdx([6, 2, 2], pixels);
const labels = encodeIdx([6], Uint8Array.from([0, 1, 0, 1, 0, 1]));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-idx-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(train: Uint8Array, marks: Uint8Array = labels, ending = '') {
  for (const part of ['train', 't10k']) {
    await writeFile(join(folder, `${part}-images-idx3-ubyte${ending}`), train);
    await writeFile(join(folder, `${part}-labels-idx1-ubyte${ending}`), marks);
  }
  return loadDataset(folder);
}

/** The images with some bytes in another's place. */
const changed = (at: number, bytes: readonly number[]): Uint8Array => {
  const own = images.slice();
  own.set(bytes, at);
  return own;
};

describe('IDX files', () => {
  it('are unpacked by what they are, whatever their names end with', async () => {
    const plain = await load(images, labels, '.gz');
    expect([...plain.train.images, ...plain.train.labels]).toEqual([...pixels, 0, 1, 0, 1, 0, 1]);
    await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'convas-idx-'));
    const packed = await load(gzipSync(images), gzipSync(labels));
    expect([...packed.test.images]).toEqual([...pixels]);
  });

  it.each([
    ['truncated', images.subarray(0, 30), /images-idx3-ubyte.*6 × 2 × 2.*14/s],
    ['truncated within its header', images.subarray(0, 9), /images-idx3-ubyte has a damaged IDX header/],
    ['with more than it declares', Buffer.concat([images, Buffer.alloc(3)]), /images-idx3-ubyte.*27/s],
    ['with a wrong magic number', changed(0, [1]), /images-idx3-ubyte/],
    ['of floats', changed(2, [0x0d]), /images-idx3-ubyte holds values of type 13, only bytes/],
    ['of sizes whose product overflows 32 bits', changed(4, Array(12).fill(0xff)), /declares 4294967295 × /],
    [
      'of sizes whose product is 0 in 32 bits',
      changed(4, [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]),
      /declares 65536 × 65536 × 1/,
    ],
    ['truncated inside gzip', gzipSync(images).subarray(0, 30), /images-idx3-ubyte/],
  ])('%s are refused by name', async (_what, content, expected) => {
    await expect(load(content)).rejects.toThrow(expected);
  });

  it('with another number of labels than images are refused with both', async () => {
    await expect(load(images, encodeIdx([5], new Uint8Array(5)))).rejects.toThrow(/6 images.*5/s);
  });
});
