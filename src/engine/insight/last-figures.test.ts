import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Figure } from '../../insight/figure.ts';
import { outputMaps } from '../../insight/maps.ts';
import { lastFigures } from './last-figures.ts';

const figures = (value: number): readonly Figure[] => [
  outputMaps({ shape: [1], values: new Float32Array([value]) }),
];
const never = (): boolean => false;

it('reports what a view has so far where it lets others have their turn, and returns the last', async () => {
  const reports: unknown[] = [];
  async function* compute() {
    yield figures(1);
    await nextTurn();
    await nextTurn();
    yield figures(2);
    // Replaced before anybody could have seen it.
    yield figures(3);
  }
  const last = await lastFigures(compute(), (partial) => reports.push(partial), never);
  expect(last).toEqual(figures(3));
  expect(reports).toEqual([figures(1)]);
});

it('ends a view that nobody waits for, which may clean up', async () => {
  let cleaned = false;
  let canceled = false;
  async function* compute() {
    try {
      for (let value = 1; ; value++) {
        yield figures(value);
        await nextTurn();
        canceled = value === 3;
      }
    } finally {
      cleaned = true;
    }
  }
  await expect(
    lastFigures(
      compute(),
      () => {},
      () => canceled,
    ),
  ).rejects.toMatchObject({ code: 'canceled' });
  expect(cleaned).toBe(true);
});
