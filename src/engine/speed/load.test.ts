import { expect, it } from 'vitest';
import { isBusy, type MachineTimes, watchLoad } from './load.ts';

/** What ten seconds of a machine with two processors come to. */
function loadOf(used: number, own: number, stolen = 0) {
  let [at, ownSeconds] = [0, 5];
  let times: MachineTimes = { used: 100, stolen: 3, processors: 2 };
  const load = watchLoad({ own: () => ownSeconds, times: () => times, now: () => at });
  at = 10_000;
  times = { used: 100 + used, stolen: 3 + stolen, processors: 2 };
  ownSeconds += own;
  return load();
}

it('what other programs compute is what all use, less what is measured', () => {
  expect(loadOf(15, 14.6)).toMatchObject({ others: expect.closeTo(0.02, 10), stolen: 0 });
  expect(isBusy(loadOf(15, 14.6))).toBe(false);
  expect(loadOf(15, 5).others).toBeCloseTo(0.5, 10);
  expect(isBusy(loadOf(15, 5))).toBe(true);
});

it('other virtual machines are in the way as well', () => {
  expect(loadOf(15, 15, 4)).toEqual({ others: 0, stolen: 0.2 });
  expect(isBusy(loadOf(15, 15, 4))).toBe(true);
});

it('the clocks differ by a tick: nothing is less than nothing', () => {
  expect(loadOf(15, 15.02).others).toBe(0);
});
