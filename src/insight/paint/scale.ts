import { type ColorTable, diverging, viridis } from './colormap.ts';
import { aroundZero, type ValueRange } from './range.ts';

/** What values are; it decides their colors. */
export type Quantity = 'activation' | 'weight';

/** A color map, and the span of values from its first color to its last. */
export interface Scale {
  readonly colors: ColorTable;
  readonly range: ValueRange;
}

/**
 * The colors of values that span `range`, the same on cards, in Inspect and on the command line: activations are
 * sequential from the least to the largest (viridis), weights diverge around zero (blue below, white at 0, red above).
 */
export const scaleOf = (quantity: Quantity, range: ValueRange): Scale =>
  quantity === 'weight' ? { colors: diverging, range: aroundZero(range) } : { colors: viridis, range };
