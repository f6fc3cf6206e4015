import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** Works for some milliseconds, as a view does. */
const work = (milliseconds: number): void => {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
};

/** Milliseconds until the next part may be done. */
async function waited(busy: () => boolean, canceled: () => boolean = () => false): Promise<number> {
  const pace = createPace(busy, canceled);
  work(10);
  const since = performance.now();
  await pace();
  return performance.now() - since;
}

it('leaves a run that trains nineteen twentieths of the time', async () => {
  expect(await waited(() => true)).toBeGreaterThanOrEqual(185);
});

it('goes on at once where nothing trains, the run ends, or nobody waits', async () => {
  expect(await waited(() => false)).toBeLessThan(100);
  let looks = 0;
  expect(await waited(() => looks++ < 1)).toBeLessThan(160);
  let asked = 0;
  expect(
    await waited(
      () => true,
      () => asked++ > 0,
    ),
  ).toBeLessThan(160);
});
