import type { Shape } from '../../layers/shape.ts';
import type { Item } from './items.ts';

/** An output in space: `[height, width]` and channels; a sequence is one high, a vector has channels alone. */
export interface Extent {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly vector: boolean;
}

export function extentOf(shape: Shape): Extent {
  const channels = shape.at(-1) ?? 1;
  if (shape.length < 2) return { height: 1, width: 1, channels, vector: true };
  if (shape.length === 2) return { height: 1, width: shape[0]!, channels, vector: false };
  const [height, width] = shape.slice(-3, -1) as [number, number];
  return { height, width, channels, vector: height * width === 1 };
}

/** How long a side is drawn: the largest of the network `most`, smaller ones so that they stay to be seen. */
export const sideOf = (side: number, largest: number, most: number, least: number): number =>
  Math.max(least, most * (side / largest) ** 0.7);

/** The longest side among items. */
export const largestSide = (items: readonly Item[]): number =>
  Math.max(
    1,
    ...items.map(({ shape }) => {
      const { height, width, vector } = extentOf(shape);
      return vector ? 1 : Math.max(height, width);
    }),
  );
