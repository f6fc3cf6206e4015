import { expect, it } from 'vitest';
import { resized } from './resize.ts';

const gray = (height: number, width: number, data: readonly number[]) => ({
  height,
  width,
  channels: 1 as const,
  data: Uint8Array.from(data),
});

it('shrinks by the mean of what each pixel covers, so that thin strokes survive', () => {
  expect([...resized(gray(2, 4, [0, 0, 0, 200, 0, 0, 0, 200]), 1, 2).data]).toEqual([0, 100]);
  expect([...resized(gray(1, 3, [0, 90, 180]), 1, 2).data]).toEqual([30, 150]);
});

it('grows bilinearly, and leaves the right size alone', () => {
  expect([...resized(gray(1, 2, [0, 100]), 1, 4).data]).toEqual([0, 25, 75, 100]);
  const same = gray(1, 2, [1, 2]);
  expect(resized(same, 1, 2)).toBe(same);
});
