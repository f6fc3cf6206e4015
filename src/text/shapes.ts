import { wordsOf } from './words.ts';

/** `[5, 5]` as the size of a window: `5x5`. */
export const by = (lengths: readonly number[]): string => lengths.join('x');

/** `[28, 28, 6]` as people write it: `28 × 28 × 6`; `[5408]`: `5,408`, in Portuguese `5.408`. */
export function shapeIn(locale: string): (shape: readonly number[]) => string {
  const { groupDigits } = wordsOf(locale);
  const scalar = locale === 'en' ? 'scalar' : 'escalar';
  return (shape) => (shape.length === 0 ? scalar : shape.map(groupDigits).join(' × '));
}
