import type { Note } from '../../../../src/document/schema.ts';
import { card, snap, stripHeight } from '../../../editing/card.ts';
import { extentOf } from './lines.ts';

interface Position {
  readonly x: number;
  readonly y: number;
}

type Places = ReadonlyMap<string, Position>;

/** Between a note and what it stands beside. */
const gap = 16;
/** A note further from its card than this comes nearer. */
const maxNoteDistance = 40;

/** A note, the card that it stands beside, and how. */
export interface Anchored {
  readonly note: Note;
  readonly layer: string;
  readonly side: 'above' | 'below';
  /** From the card's left edge to the note's. */
  readonly offset: number;
  /** Between the card (below: its feature maps) and the note. */
  readonly distance: number;
}

const cardHeight = card.height + stripHeight;
const between = (from: number, length: number, other: number, otherLength: number): number =>
  Math.max(0, other - (from + length), from - (other + otherLength));

/** Each note with the card that stands nearest to it; of equally near ones the leftmost. */
export function anchorNotes(notes: readonly Note[], places: Places): readonly Anchored[] {
  return notes.flatMap((note) => {
    const { position, size } = note;
    let nearest: { id: string; at: Position; far: number } | null = null;
    for (const [id, at] of places) {
      const across = between(at.x, card.width, position.x, size.width);
      const down = between(at.y, cardHeight, position.y, size.height);
      const far = Math.hypot(across, down);
      if (!nearest || far < nearest.far || (far === nearest.far && at.x < nearest.at.x))
        nearest = { id, at, far };
    }
    if (!nearest) return [];
    const { id, at } = nearest;
    const side = position.y + size.height / 2 < at.y + cardHeight / 2 ? 'above' : 'below';
    const space = side === 'above' ? at.y - (position.y + size.height) : position.y - (at.y + cardHeight);
    const distance = snap(Math.min(maxNoteDistance, Math.max(gap, space)));
    return [{ note, layer: id, side, offset: position.x - at.x, distance }];
  });
}

/** Notes of one side of a line in rows, so that none covers another; each with its height from the line. */
function inRows(notes: readonly { readonly anchored: Anchored; readonly x: number }[]) {
  const rows: { right: number; height: number; items: { anchored: Anchored; x: number; y: number }[] }[] = [];
  let end = 0;
  for (const { anchored, x } of notes.toSorted((a, b) => a.x - b.x)) {
    const { size } = anchored.note;
    let row = rows.find(({ right }) => right + gap <= x);
    if (!row) {
      row = { right: x, height: 0, items: [] };
      rows.push(row);
    }
    row.right = x + size.width;
    row.height = Math.max(row.height, size.height);
    row.items.push({ anchored, x, y: 0 });
  }
  const placed = rows.flatMap((row) => {
    const from = end === 0 ? Math.max(...row.items.map(({ anchored }) => anchored.distance)) : end + gap;
    end = from + row.height;
    return row.items.map((item) => ({ ...item, y: from }));
  });
  return { placed, height: end };
}

/** The notes of a line, by their cards' places; how far they reach over its cards and below its feature maps. */
export function notesOfLine(
  anchored: readonly Anchored[],
  places: Places,
  ids: readonly string[],
  right: number,
) {
  const own = new Set(ids);
  const at = (each: Anchored): { anchored: Anchored; x: number } => {
    const wanted = places.get(each.layer)!.x + each.offset;
    const left = places.get(ids[0]!)!.x;
    return { anchored: each, x: snap(Math.max(left, Math.min(wanted, right - each.note.size.width))) };
  };
  const here = anchored.filter(({ layer }) => own.has(layer)).map(at);
  const above = inRows(here.filter(({ anchored: { side } }) => side === 'above'));
  const below = inRows(here.filter(({ anchored: { side } }) => side === 'below'));
  return { above, below };
}

/** Where the notes go once the cards of the lines have their places. */
export function placeNotes(
  anchored: readonly Anchored[],
  lines: readonly (readonly string[])[],
  places: Places,
): Places {
  const right =
    [...places.values()].reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY) + card.width;
  const placed = new Map<string, Position>();
  for (const ids of lines) {
    const { above, below } = notesOfLine(anchored, places, ids, right);
    const extent = extentOf(ids, places);
    const top = extent.top;
    const bottom = extent.bottom + stripHeight;
    for (const { anchored: each, x, y } of above.placed)
      placed.set(each.note.id, { x, y: snap(top - y - each.note.size.height) });
    for (const { anchored: each, x, y } of below.placed) placed.set(each.note.id, { x, y: snap(bottom + y) });
  }
  return placed;
}
