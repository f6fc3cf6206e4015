import { expect, it } from 'vitest';
import { shared, sharedBytes } from './shared.ts';

it('puts a split into shared memory, once, as it is', () => {
  const split = {
    count: 2,
    shape: [1, 2, 1] as const,
    images: Uint8Array.of(1, 2, 3, 4),
    labels: Int32Array.of(7, 300),
  };
  const own = shared(split);
  expect(own).toEqual(split);
  for (const { buffer } of [own.images, own.labels]) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(shared(own)).toBe(own);
  expect(shared({ ...split, labels: Uint8Array.of(7, 8) }).labels).toEqual(Uint8Array.of(7, 8));
});

it('lets go of memory that nobody uses, before gigabytes of it lie there', async () => {
  const before = process.memoryUsage().rss;
  let most = 0;
  for (let times = 0; times < 48; times++) {
    sharedBytes(2 ** 25).fill(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect(most).toBeLessThan(2 ** 30);
});
