import { card, stripHeight } from '../../../editing/card.ts';

interface Wire {
  readonly source: string;
  readonly target: string;
}

interface Position {
  readonly x: number;
  readonly y: number;
}

type Places = ReadonlyMap<string, Position>;

/** Between the feature maps of a line and the cards of the next: a wire runs back there. */
const between = 40;

/** Cards that stand above each other, and what it takes to begin a new line behind them. */
interface Column {
  readonly left: number;
  readonly right: number;
  readonly ids: readonly string[];
  /** Layers whose wires lead on past this column. */
  readonly open: number;
}

/** A drawing from left to right in columns. */
export type GridRow = readonly Column[];

/** The columns of a drawing from left to right: cards whose places overlap from side to side are in one. */
export function columnsOf(places: Places, wires: readonly Wire[]): GridRow {
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

/** How far a line may end before its width for a place where fewer layers lead on. */
const slack = 0.5;

/**
 * The columns in lines no wider than `width`, each ended at the last place where the fewest layers lead on: half a line
 * short is still better than a cut through many branches.
 */
export function breakRow(row: GridRow, width: number): readonly GridRow[] {
  const lines: Column[][] = [];
  let start = 0;
  while (start < row.length) {
    const from = row[start]!.left;
    let last = start;
    while (last + 1 < row.length && row[last + 1]!.right - from <= width) last++;
    if (last < row.length - 1) {
      let best = last;
      for (let at = last; at > start && row[at]!.right - from >= width * slack; at--)
        if (row[at]!.open < row[best]!.open) best = at;
      last = best;
    }
    lines.push(row.slice(start, last + 1));
    start = last + 1;
  }
  return lines;
}

/** Widths worth trying for lines: those that just hold the columns from the first to another, at most `most` of them. */
export function lineWidths(row: GridRow, most: number): readonly number[] {
  const [first] = row;
  const step = Math.max(1, Math.ceil(row.length / most));
  return row
    .filter((_, index) => (row.length - 1 - index) % step === 0)
    .map(({ right }) => right - first!.left);
}

/** What a line needs over its cards and below their feature maps, for shortcuts and notes. */
export interface Extra {
  readonly above: number;
  readonly below: number;
}

export const idsOf = (line: GridRow): string[] => line.flatMap((column) => column.ids);

/** The top and the bottom of a line's cards. */
export function extentOf(
  ids: readonly string[],
  places: Places,
): { readonly top: number; readonly bottom: number } {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const id of ids) {
    const { y } = places.get(id)!;
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + card.height);
  }
  return { top, bottom };
}

/** The lines below each other, read like those of a page. */
export function stackLines(lines: readonly GridRow[], places: Places, extras: readonly Extra[]): Places {
  const stacked = new Map<string, Position>();
  let y = 0;
  for (const [index, line] of lines.entries()) {
    const ids = idsOf(line);
    const { top, bottom } = extentOf(ids, places);
    const { above, below } = extras[index]!;
    y += above;
    for (const id of ids) {
      const place = places.get(id)!;
      stacked.set(id, { x: place.x - line[0]!.left, y: place.y - top + y });
    }
    y += bottom - top + stripHeight + below + between;
  }
  return stacked;
}
