import { expect, it, vi } from 'vitest';
import { activeTab } from '../tabs/activeTab.ts';
import { Series, trainingSeries } from './trainingSeries.ts';

it('keeps a whole run in bounded memory, ever coarser', () => {
  const series = new Series(8);
  for (let step = 1; step <= 40; step++) series.push(step, step, 2 * step);
  const { steps, loss, accuracy } = series.view();
  expect(steps.length).toBeLessThanOrEqual(8);
  expect(steps.at(-1)).toBe(40);
  // Every kept point is the mean of the eight steps that end at it.
  expect([...loss]).toEqual([...steps].map((step) => step - 3.5));
  expect([...accuracy]).toEqual([...loss].map((value) => 2 * value));
});

it('goes back where a run goes on from an earlier step', () => {
  const series = new Series(8);
  for (const step of [1, 2, 3, 4, 3, 4, 5]) series.push(step, step, 0);
  expect([...series.view().steps]).toEqual([1, 2, 3, 4, 5]);
});

it('tells its listeners once a report', () => {
  const listener = vi.fn();
  const end = trainingSeries.subscribe(listener);
  const series = trainingSeries.of(activeTab());
  series.append({ steps: [1, 2], loss: [3, 2], accuracy: [0.1, 0.2] });
  expect(listener).toHaveBeenCalledTimes(1);
  expect([...trainingSeries.view().loss]).toEqual([3, 2]);
  end();
  series.clear();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(trainingSeries.view().steps.length).toBe(0);
});
