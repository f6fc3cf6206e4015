import { card, gap, stripHeight } from '../../editing/card.ts';

interface Wire {
  readonly source: string;
  readonly target: string;
}

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Width to height that a drawing should have, about that of the canvas. */
const aspect = 1.7;
/** A line of fewer cards is not worth its way back. */
const fewest = 5;
/** From one line's cards to the next one's: their feature maps, and the wires that run back between. */
const between = gap.y + stripHeight;

/** Cards that stand above each other, and what it takes to begin a new line behind them. */
interface Column {
  readonly left: number;
  readonly right: number;
  readonly ids: readonly string[];
  /** Layers whose wires lead on past this column. */
  readonly open: number;
}

/** The columns of a drawing from left to right: cards whose places overlap from side to side are in one. */
function columnsOf(places: ReadonlyMap<string, Position>, wires: readonly Wire[]): readonly Column[] {
  const sorted = [...places].sort(([, a], [, b]) => a.x - b.x);
  const groups: { left: number; right: number; ids: string[] }[] = [];
  for (const [id, { x }] of sorted) {
    const last = groups.at(-1);
    if (last && x < last.right) {
      last.ids.push(id);
      last.right = Math.max(last.right, x + card.width);
    } else groups.push({ left: x, right: x + card.width, ids: [id] });
  }
  const column = new Map(groups.flatMap(({ ids }, index) => ids.map((id) => [id, index] as const)));
  // A layer's wires are open from its own column to the last one that takes from it.
  const reach = new Map<string, number>();
  for (const { source, target } of wires) {
    const to = column.get(target);
    if (to !== undefined && column.has(source)) reach.set(source, Math.max(to, reach.get(source) ?? 0));
  }
  const opening = new Array<number>(groups.length + 1).fill(0);
  for (const [id, to] of reach) {
    const from = column.get(id)!;
    if (to <= from) continue;
    opening[from]! += 1;
    opening[to]! -= 1;
  }
  let open = 0;
  return groups.map((group, index) => {
    open += opening[index]!;
    return { ...group, open };
  });
}

/** How wide a line may be for the whole to have the wanted form. */
function lineWidth(width: number, height: number): number {
  const pitch = height + between;
  const lines = Math.max(1, Math.round(Math.sqrt(width / (pitch * aspect))));
  return Math.max(width / lines, fewest * (card.width + gap.x));
}

/** The columns in lines: each ends at the last place near its width where the fewest layers lead on. */
function linesOf(columns: readonly Column[], width: number): readonly (readonly Column[])[] {
  const lines: Column[][] = [];
  let start = 0;
  while (start < columns.length) {
    const from = columns[start]!.left;
    let last = start;
    while (last + 1 < columns.length && columns[last + 1]!.right - from <= width * 1.15) last++;
    if (last < columns.length - 1) {
      let best = last;
      // Half a line short is still better than a cut through many branches.
      for (let at = last; at > start && columns[at]!.right - from >= width * 0.5; at--) {
        if (columns[at]!.open < columns[best]!.open) best = at;
      }
      last = best;
    }
    lines.push(columns.slice(start, last + 1));
    start = last + 1;
  }
  return lines;
}

/**
 * A long drawing from left to right as lines below each other, read like those of a page, as papers and the templates
 * have it. Lines are broken where a single layer leads on, where there is such a place.
 */
export function breakLines(
  places: ReadonlyMap<string, Position>,
  wires: readonly Wire[],
): ReadonlyMap<string, Position> {
  const columns = columnsOf(places, wires);
  const [first] = columns;
  if (!first) return places;
  const tops = [...places.values()].map(({ y }) => y);
  const top = tops.reduce((least, y) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const bottom = tops.reduce((most, y) => Math.max(most, y), Number.NEGATIVE_INFINITY) + card.height;
  const width = lineWidth(columns.at(-1)!.right - first.left, bottom - top);
  const broken = new Map<string, Position>();
  let y = top;
  for (const line of linesOf(columns, width)) {
    const ids = line.flatMap((column) => column.ids);
    const own = ids.map((id) => places.get(id)!.y);
    const lineTop = Math.min(...own);
    for (const id of ids) {
      const place = places.get(id)!;
      broken.set(id, { x: place.x - line[0]!.left + first.left, y: place.y - lineTop + y });
    }
    y += Math.max(...own) - lineTop + card.height + between;
  }
  return broken;
}
