import { expect, it } from 'vitest';
import { ReloadPolicy } from './reload-policy.ts';

const minutes = (count: number) => count * 60_000;

it('loads a page again that fails now and then, and asks when it fails again and again', () => {
  const policy = new ReloadPolicy();
  expect([0, 10, 20, 30].map((time) => policy.mayReload(minutes(time)))).toEqual([true, true, true, true]);
  expect([30.1, 30.2, 30.3].map((time) => policy.mayReload(minutes(time)))).toEqual([true, false, false]);
});

it('begins anew when the person has said so', () => {
  const policy = new ReloadPolicy();
  expect([1, 2, 3].map((time) => policy.mayReload(time))).toEqual([true, true, false]);
  policy.forgive();
  expect(policy.mayReload(4)).toBe(true);
});
