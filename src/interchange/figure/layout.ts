import type { Item } from './items.ts';

/** Room that an item takes: along the flow, and across it to both sides of its middle. */
export interface Room {
  readonly along: number;
  readonly before: number;
  readonly after: number;
}

export interface Placed {
  readonly item: Item;
  /** Where it begins along the flow, and its middle across it. */
  readonly along: number;
  readonly across: number;
  readonly room: Room;
}

/** A wire between two items; a long one passes others by, so far out. */
export interface Wire {
  readonly from: Placed;
  readonly to: Placed;
  /** Null where the two stand side by side. */
  readonly detour: number | null;
}

export interface Layout {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly wires: readonly Wire[];
}

interface Spacing {
  readonly along: number;
  readonly across: number;
}

function columnsOf(items: readonly Item[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const { id, inputs } of items)
    columns.set(id, Math.max(-1, ...inputs.map((input) => columns.get(input) ?? -1)) + 1);
  // An item that begins late stands right before what takes it: branches stay short.
  const consumers = new Map<string, string[]>();
  for (const { id, inputs } of items)
    for (const input of inputs) consumers.set(input, [...(consumers.get(input) ?? []), id]);
  for (const { id, inputs } of [...items].reverse()) {
    const own = consumers.get(id);
    if (inputs.length > 0 || !own || own.length === 0) continue;
    columns.set(id, Math.max(0, Math.min(...own.map((taker) => columns.get(taker)!)) - 1));
  }
  return columns;
}

/** Columns along the flow, items of one side by side, ordered by where their inputs are. */
export function layoutOf(items: readonly Item[], roomOf: (item: Item) => Room, spacing: Spacing): Layout {
  const columnOf = columnsOf(items);
  const count = Math.max(0, ...columnOf.values()) + 1;
  const columns = Array.from({ length: count }, (_, column) =>
    items.filter(({ id }) => columnOf.get(id) === column),
  );
  const placed = new Map<string, Placed>();
  let at = 0;
  for (const column of columns) {
    const wished = (item: Item): number => {
      const known = item.inputs.flatMap((input) => placed.get(input)?.across ?? []);
      return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const rooms = column.map((item) => ({ item, room: roomOf(item), wish: wished(item) }));
    const ordered = rooms
      .map((each, place) => ({ ...each, place }))
      .sort((a, b) => a.wish - b.wish || a.place - b.place);
    const total =
      ordered.reduce((sum, { room }) => sum + room.before + room.after, 0) +
      spacing.across * (ordered.length - 1);
    const middle = ordered.reduce((sum, { wish }) => sum + wish, 0) / ordered.length;
    const single = ordered.length === 1;
    let across = middle - total / 2;
    const longest = Math.max(...ordered.map(({ room }) => room.along));
    for (const { item, room } of ordered) {
      across += room.before;
      placed.set(item.id, {
        item,
        room,
        along: at + (longest - room.along) / 2,
        across: single ? middle : across,
      });
      across += room.after + spacing.across;
    }
    at += longest + spacing.along;
  }
  return { placed, wires: wiresOf(items, placed, columnOf, spacing) };
}

function wiresOf(
  items: readonly Item[],
  placed: ReadonlyMap<string, Placed>,
  columnOf: ReadonlyMap<string, number>,
  spacing: Spacing,
): readonly Wire[] {
  const detours: { readonly first: number; readonly last: number; readonly at: number }[] = [];
  const topOf = (first: number, last: number): number =>
    Math.min(
      ...[...placed.values()]
        .filter(({ item }) => columnOf.get(item.id)! > first && columnOf.get(item.id)! < last)
        .map(({ across, room }) => across - room.before),
      ...detours.filter((other) => other.first < last && other.last > first).map(({ at }) => at),
    );
  const pairs = items.flatMap((item) => item.inputs.map((input) => [input, item.id] as const));
  const length = ([from, to]: readonly [string, string]): number => columnOf.get(to)! - columnOf.get(from)!;
  return [...pairs]
    .sort((a, b) => length(a) - length(b))
    .map((pair): Wire => {
      const [from, to] = [placed.get(pair[0])!, placed.get(pair[1])!];
      if (length(pair) === 1) return { from, to, detour: null };
      const [first, last] = [columnOf.get(pair[0])!, columnOf.get(pair[1])!];
      // Where its way is free it goes straight.
      const free = [...placed.values()].every(({ item, across, room }) => {
        const column = columnOf.get(item.id)!;
        if (column <= first || column >= last) return true;
        return from.across < across - room.before - 4 || from.across > across + room.after + 4;
      });
      if (free && Math.abs(from.across - to.across) > 1) return { from, to, detour: from.across };
      const at = topOf(first, last) - spacing.across * 0.7;
      detours.push({ first, last, at });
      return { from, to, detour: at };
    });
}
