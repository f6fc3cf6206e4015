import type { Box } from './arrange.ts';

/** A line on the canvas: across it at a height `at` (`along` is `x`), or down it. */
export interface Guide {
  readonly along: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Aligned {
  /** How far the thing is moved for it; null along an axis on which nothing is near. */
  readonly x: number | null;
  readonly y: number | null;
  readonly guides: readonly Guide[];
}

type Axis = 'x' | 'y';
const extentOf = { x: 'width', y: 'height' } as const;
const across = { x: 'y', y: 'x' } as const;

/** Start, middle and end of a box along an axis. */
const linesOf = (box: Box, axis: Axis) => {
  const start = box[axis];
  const extent = box[extentOf[axis]];
  return { start, middle: start + extent / 2, end: start + extent };
};

/** Which lines of two boxes may meet: edges with edges, the middle with the middle. */
const pairs = [
  ['start', 'start'],
  ['end', 'end'],
  ['start', 'end'],
  ['end', 'start'],
  ['middle', 'middle'],
] as const;

/** How far apart two boxes lie along an axis; 0 where they overlap. */
const distance = (a: Box, b: Box, axis: Axis): number => {
  const extent = extentOf[axis];
  return Math.max(0, a[axis] - b[axis] - b[extent], b[axis] - a[axis] - a[extent]);
};

/** The shortest way along an axis on which a line of the box meets one of the others; null where none is near. */
function nearest(box: Box, others: readonly Box[], axis: Axis, reach: number): number | null {
  const own = linesOf(box, axis);
  let best: number | null = null;
  for (const other of others) {
    const lines = linesOf(other, axis);
    for (const [mine, theirs] of pairs) {
      const way = lines[theirs] - own[mine];
      if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
    }
  }
  return best;
}

/** The lines on which the box, where it is now, meets others: to the nearest of them. Middles only where no edges do. */
function guidesOf(box: Box, others: readonly Box[], axis: Axis): Guide[] {
  const own = linesOf(box, axis);
  const side = across[axis];
  const found = new Map<number, { readonly other: Box; readonly middle: boolean }>();
  for (const other of others) {
    const lines = linesOf(other, axis);
    for (const [mine, theirs] of pairs) {
      if (Math.abs(lines[theirs] - own[mine]) > 0.01) continue;
      const known = found.get(own[mine]);
      if (known && distance(box, known.other, side) <= distance(box, other, side)) continue;
      found.set(own[mine], { other, middle: mine === 'middle' });
    }
  }
  const all = [...found];
  const edges = all.filter(([, { middle }]) => !middle);
  return (edges.length > 0 ? edges : all).map(([at, { other }]) => ({
    along: side,
    at,
    from: Math.min(box[side], other[side]),
    to: Math.max(box[side] + box[extentOf[side]], other[side] + other[extentOf[side]]),
  }));
}

/**
 * Aligns a box with others near it: its edges with theirs, its middle with theirs.
 *
 * @param reach how far it may be moved for that, in pixels of the canvas
 */
export function alignTo(box: Box, others: readonly Box[], reach: number): Aligned {
  const x = nearest(box, others, 'x', reach);
  const y = nearest(box, others, 'y', reach);
  const placed = { ...box, x: box.x + (x ?? 0), y: box.y + (y ?? 0) };
  return {
    x,
    y,
    guides: [
      ...(x === null ? [] : guidesOf(placed, others, 'x')),
      ...(y === null ? [] : guidesOf(placed, others, 'y')),
    ],
  };
}
