import { grid, snap } from './card.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What surrounds the boxes; null when there are none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The nearest place on the grid, at or below where the box is wanted, at which it covers none of the others. */
export function freePlace(others: readonly Box[], wanted: Box): { x: number; y: number } {
  const box = { ...wanted, x: snap(wanted.x), y: snap(wanted.y) };
  for (;;) {
    const below = others.find((other) => overlap(other, box));
    if (below === undefined) return { x: box.x, y: box.y };
    box.y = Math.ceil((below.y + below.height + grid) / grid) * grid;
  }
}
