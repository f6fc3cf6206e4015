import { expect, it } from 'vitest';
import { paramsText } from './LayerNodeView.tsx';

it('the parameters of a card always have their unit, and are rounded where the shape needs the room', () => {
  expect(paramsText(0, '14 × 14 × 6')).toBe('');
  expect(paramsText(1, '10')).toBe('1 param');
  expect(paramsText(156, '28 × 28 × 6')).toBe('156 params');
  expect(paramsText(2416, '10 × 10 × 16')).toBe('2,416 params');
  expect(paramsText(48_120, '1 × 1 × 120')).toBe('48,120 params');
  expect(paramsText(1_180_160, '56 × 56 × 256')).toBe('1.18 M params');
});
