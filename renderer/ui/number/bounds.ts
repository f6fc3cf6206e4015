import type { Bounds } from '../../../src/text/describe.ts';
import { t } from '../../i18n/index.ts';
import { formatExact } from '../numbers.ts';

/** What to type: both ends where there are two. */
function range({ min, max, minExcluded, maxExcluded }: Bounds): string {
  const words = t.numbers;
  const [from, to] = [min, max].map((end) => (end === null ? '' : formatExact(end))) as [string, string];
  if (min !== null && max !== null) {
    if (minExcluded) return maxExcluded ? words.insideOf(from, to) : words.aboveUpTo(from, to);
    return maxExcluded ? words.fromBelow(from, to) : words.between(from, to);
  }
  if (min !== null) return minExcluded ? words.above(from) : words.atLeast(from);
  return maxExcluded ? words.below(to) : words.atMost(to);
}

/** Why a number is out of bounds and what to type instead; null when it is inside. */
export function refuseByBounds(value: number, bounds: Bounds): string | null {
  const { min, max, minExcluded, maxExcluded } = bounds;
  const small = min !== null && (minExcluded ? value <= min : value < min);
  const large = max !== null && (maxExcluded ? value >= max : value > max);
  if (!small && !large) return null;
  const what = small ? t.numbers.tooSmall : t.numbers.tooLarge;
  return `${what(formatExact(value))} ${range(bounds)}`;
}

/** The nearest number inside of the bounds; the number itself where it would have to be an end that is left out. */
export function clampTo(value: number, { min, max }: Bounds): number {
  return Math.min(max ?? value, Math.max(min ?? value, value));
}
