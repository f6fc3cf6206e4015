import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkData } from '../../src/datasets/checks/check.ts';
import { perceptualHash } from '../../src/datasets/checks/perceptual-hash.ts';
import { propertiesOf } from '../../src/datasets/checks/properties.ts';
import { scorings } from '../../src/datasets/checks/scores.ts';
import type { Split } from '../../src/datasets/dataset.ts';
import { checkDataset, openDataset } from '../../src/datasets/registry.ts';
import type { Dimensions } from '../../src/preprocessing/example.ts';
import golden from './cleanvision.json' with { type: 'json' };

const kinds = ['dark', 'light', 'odd_aspect_ratio', 'low_information', 'blurry', 'grayscale'] as const;

describe('scores and hashes of hand-made images equal those by Pillow, NumPy and SciPy', () => {
  it.each(golden.images)('$name', (image) => {
    const dimensions = image.shape as unknown as Dimensions;
    const pixels = new Uint8Array(inflateSync(Buffer.from(image.pixels, 'base64')));
    const measured = {
      properties: [propertiesOf(pixels, dimensions)],
      sizes: [dimensions[0], dimensions[1]],
    };
    for (const kind of kinds) {
      expect(scorings[kind](measured).scores[0], kind).toBeCloseTo(image[kind], 9);
    }
    expect(perceptualHash(pixels, dimensions)).toBe(image.phash);
  });

  it('odd sizes', () => {
    const sizes = golden.sizes.flat();
    const { scores, isIssue } = scorings.odd_size({ properties: [], sizes });
    scores.forEach((score, at) => {
      expect(score).toBeCloseTo(golden.odd_size[at]!, 9);
    });
    expect([...scores].map(isIssue)).toEqual([false, false, false, false, false, true]);
    const alike = scorings.odd_size({ properties: [], sizes: [8, 8, 8, 8, 8, 8] });
    expect([...alike.scores]).toEqual(golden.same);
    expect([...alike.scores].some(alike.isIssue)).toBe(false);
  });
});

/** Images of 16 x 16, each of one seed; noise that no other seed has. */
function images(seeds: readonly number[]): Split {
  const size = 256;
  const pixels = new Uint8Array(seeds.length * size);
  seeds.forEach((seed, at) => {
    let state = seed * 7919 + 1;
    for (let pixel = 0; pixel < size; pixel++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      pixels[at * size + pixel] = state >>> 24;
    }
  });
  return { count: seeds.length, shape: [16, 16, 1], images: pixels, labels: new Uint8Array(seeds.length) };
}

it('finds duplicates over all splits, and test images that are trained on', () => {
  const test = images([1, 50, 51, 3]);
  // One bit of one pixel: another image, the same hash.
  test.images[3 * 256] = test.images[3 * 256]! ^ 1;
  const { issues, leakage, sets, usual } = checkData(
    { train: images([1, 2, 3, 4, 2]), validation: null, test },
    null,
  );
  const of = (kind: string) => {
    const { splits, indices, scores } = issues.find((issue) => issue.kind === kind)!;
    return [...indices].map((index, at) => [splits[at], index, scores[at]]);
  };
  expect(of('exact_duplicates')).toEqual([
    [0, 0, 0.5],
    [0, 1, 0.5],
    [0, 4, 0.5],
    [2, 0, 0.5],
  ]);
  expect(of('near_duplicates')).toEqual([
    [0, 2, 0.5],
    [2, 3, 0.5],
  ]);
  expect(sets).toHaveLength(3);
  // All of them are gray: that distinguishes none from the others.
  expect(of('grayscale')).toEqual([]);
  expect(usual).toEqual([{ kind: 'grayscale', share: 1 }]);
  expect(leakage).toEqual({
    share: 0.5,
    pairs: [
      { test: 0, split: 'train', index: 0, exact: true },
      { test: 3, split: 'train', index: 2, exact: false },
    ],
  });
});

describe('data put together anew by their reference', () => {
  let cache = '';
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'convas-check-'));
    process.env['CONVAS_CACHE'] = cache;
  });
  afterAll(async () => {
    delete process.env['CONVAS_CACHE'];
    await rm(cache, { recursive: true, force: true });
  });
  const bytesOf = (split: unknown): Uint8Array => (split as Split).images;

  it('leaves out what has an issue; of duplicates one stays', async () => {
    const { check } = await checkDataset('mnist-10k');
    const plain = await openDataset('mnist-10k');
    const without = await openDataset('mnist-10k?without=exact_duplicates,near_duplicates');
    const left = plain.train.count - without.train.count;
    expect(left).toBeGreaterThan(0);
    expect(without.test.count).toBe(plain.test.count);
    expect(without.fingerprint).not.toBe(plain.fingerprint);
    expect(JSON.stringify(without.info.notices)).toContain('checks.left-out');
    const again = await checkDataset('mnist-10k?without=exact_duplicates,near_duplicates');
    expect(check.leakage.pairs.length).toBeGreaterThan(0);
    expect(again.check.leakage).toEqual({ share: 0, pairs: [] });
    await expect(openDataset('mnist-10k?without=ugly')).rejects.toThrow(/"without" cannot be "ugly"/);
  });

  it('deals anew by shares and by folds, each class in proportion, the same each time', async () => {
    const dealt = await openDataset('mnist-10k?split=70/15/15&seed=4');
    expect([dealt.train.count, dealt.validation?.count, dealt.test.count]).toEqual([7000, 1500, 1500]);
    const of = (labels: ArrayLike<number>, label: number) =>
      Array.from(labels).filter((each) => each === label);
    for (let label = 0; label < 10; label++) {
      const train = of(dealt.train.labels, label).length;
      const test = of(dealt.test.labels, label).length;
      expect(Math.abs(test - ((train + test) * 15) / 85)).toBeLessThan(2);
    }
    const other = await openDataset('mnist-10k?split=70/15/15&seed=5');
    expect(Buffer.compare(bytesOf(other.test), bytesOf(dealt.test))).not.toBe(0);
    const folds = [];
    for (const part of [1, 2, 3]) folds.push(await openDataset(`mnist-10k?fold=${part}/3`));
    expect(folds.map(({ validation }) => validation?.count)).toEqual([2667, 2667, 2666]);
    expect(folds.every(({ train, validation }) => train.count + validation!.count === 8000)).toBe(true);
    const sum = (bytes: Uint8Array) => bytes.reduce((total, value) => total + value, 0);
    const whole = await openDataset('mnist-10k');
    expect(folds.reduce((total, { validation }) => total + sum(bytesOf(validation)), 0)).toBe(
      sum(bytesOf(whole.train)),
    );
  });

  it('repeats examples of smaller classes in training alone', async () => {
    const { train, validation } = await openDataset('mnist-10k?balance=oversample');
    const counts = new Array<number>(10).fill(0);
    for (const label of train.labels) counts[label]!++;
    expect(new Set(counts).size).toBe(1);
    expect(validation!.count).toBe(800);
  });
});
