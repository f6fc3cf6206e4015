import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { card, gap, portY, stripHeight } from '../../../editing/card.ts';
import { lookup } from '../../../editing/lookup.ts';
import { returnLane, runsBack } from './wires.ts';

interface Box {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From a lane down to the cards below it, whose names stand above them when they are far away; up to those above. */
const above = 60;
const below = 12;
const laneGap = 18;
/** Neighbors in a row are nearer than this: no card stands between them. */
const neighborDistance = card.width + 2 * gap.x;
/** Of cards and lanes looked at for one drawing: the longest wires of a thicket run straight rather than take seconds. */
export const maxComparisons = 2_000_000;

/** Counts looks, over all wires of a drawing. */
interface Budget {
  left: number;
}

/** The first of the boxes, sorted by their left edges, that begins at or behind `x`. */
function firstFrom(boxes: readonly Box[], x: number): number {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (boxes[middle]!.left < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Lane {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const crosses = (lane: Lane, others: readonly Lane[]): Lane | undefined =>
  others.find(
    (other) => other.left < lane.right && other.right > lane.left && Math.abs(other.y - lane.y) < laneGap,
  );

/** The height that is free over all of a stretch, going up from the cards that stand in the way. */
function freeHeight(
  between: readonly Box[],
  blocked: readonly Box[],
  lanes: readonly Lane[],
  from: Lane,
  budget: Budget,
): number | null {
  let y = blocked.reduce((least, { top }) => Math.min(least, top), Number.POSITIVE_INFINITY) - above;
  // Heights only decrease, so that this ends.
  for (;;) {
    budget.left -= between.length + lanes.length;
    if (budget.left < 0) return null;
    const box = between.find(({ top, bottom }) => y > top - above && y < bottom + below);
    const lane = crosses({ ...from, y }, lanes);
    if (box) y = box.top - above;
    else if (lane) y = lane.y - laneGap;
    else return y;
  }
}

/** Where a wire runs level: along the line of its source or of its target where no card is there, else above. */
function heightOf(
  ends: readonly number[],
  between: readonly Box[],
  blocked: readonly Box[],
  lanes: readonly Lane[],
  from: Lane,
  budget: Budget,
): number | null {
  const level = ends.find((y) => between.every(({ top, bottom }) => y < top || y > bottom));
  return level ?? freeHeight(between, blocked, lanes, from, budget);
}

/** From a lane between two lines down to the cards of the lower one, and up to the feature maps of the upper one. */
const overLine = 20;

/**
 * The height at which a wire to a branch of a lower line runs back: over the branches above its target, which it would
 * cross on its own level. Null where nothing is in its way, or no height is free.
 */
function returnHeight(boxes: readonly Box[], from: Position, to: Position, budget: Budget): number | null {
  const wanted = to.y - overLine;
  let y = wanted;
  for (;;) {
    budget.left -= boxes.length;
    if (budget.left < 0) return null;
    const blocking = boxes.find(
      ({ left, right, top, bottom }) =>
        right > to.x && left < from.x + card.width && y > top - overLine && y < bottom + stripHeight,
    );
    if (!blocking) break;
    y = blocking.top - overLine;
  }
  return y === wanted || y < from.y + card.height + stripHeight ? null : y;
}

interface Position {
  readonly x: number;
  readonly y: number;
}

/** Around a note that a wire passes. */
const besideNote = 8;

/** The height at which a wire between two lines passes the notes there; null where its own height is free, or none. */
function heightBesideNotes(document: ConvasDocument, from: Position, to: Position): number | null {
  const [left, right] = [to.x, from.x + card.width];
  const hides = (y: number): boolean =>
    document.notes.some(
      ({ position, size }) =>
        position.x < right &&
        position.x + size.width > left &&
        y > position.y - besideNote &&
        y < position.y + size.height + besideNote,
    );
  if (!hides(returnLane(from.y + portY, to.y + portY))) return null;
  const free = [to.y - overLine, from.y + card.height + stripHeight].find((y) => !hides(y));
  return free ?? null;
}

/** Wires to branches of a lower line, and those that would run through a note. */
function returnsOf(document: ConvasDocument, boxes: readonly Box[], budget: Budget): Map<string, number> {
  const { layers } = lookup(document);
  const found = new Map<string, number>();
  for (const { id, source, target } of document.edges) {
    const [from, to] = [layers.get(source)?.position, layers.get(target)?.position];
    if (!from || !to) continue;
    const start = { x: from.x + card.width, y: from.y + portY };
    if (!runsBack(start, { x: to.x, y: to.y + portY })) continue;
    budget.left -= document.notes.length;
    const y = returnHeight(boxes, from, to, budget) ?? heightBesideNotes(document, from, to);
    if (budget.left < 0) return found;
    if (y !== null) found.set(id, y);
  }
  return found;
}

/**
 * The wires that would run behind cards, and the height at which each passes them instead, as papers draw
 * shortcuts: on the level of one of its ends, or over the cards, short ones below long ones; back to a line further
 * down over the branches of that line.
 */
export function lanesOf(document: ConvasDocument): ReadonlyMap<string, number> {
  const { layers } = lookup(document);
  const wires = document.edges
    .flatMap(({ id, source, target }) => {
      const [from, to] = [layers.get(source)?.position, layers.get(target)?.position];
      if (!from || !to || to.x - from.x < neighborDistance + card.width) return [];
      return [{ id, source, target, from, to }];
    })
    .sort((a, b) => a.to.x - a.from.x - (b.to.x - b.from.x));
  const boxes = document.layers
    .map(({ id, position: { x, y } }): Box => {
      return { id, left: x, right: x + card.width, top: y, bottom: y + card.height };
    })
    .sort((a, b) => a.left - b.left);
  const lanes: Lane[] = [];
  const budget = { left: maxComparisons };
  const found = returnsOf(document, boxes, { left: maxComparisons });
  for (const { id, source, target, from, to } of wires) {
    const left = from.x + card.width;
    const between: Box[] = [];
    for (let at = firstFrom(boxes, from.x); at < boxes.length && boxes[at]!.left < to.x; at++) {
      if (--budget.left < 0) return found;
      const box = boxes[at]!;
      if (box.id !== source && box.id !== target && box.right > left) between.push(box);
    }
    const blocked = between.filter(({ left: begin, right: end, top, bottom }) => {
      const share = ((begin + end) / 2 - left) / (to.x - left);
      const y = portY + from.y + (to.y - from.y) * Math.min(1, Math.max(0, share));
      return y > top && y < bottom;
    });
    if (blocked.length === 0) continue;
    const stretch = { left, right: to.x, y: 0 };
    const y = heightOf([from.y + portY, to.y + portY], between, blocked, lanes, stretch, budget);
    if (y === null) return found;
    lanes.push({ ...stretch, y });
    found.set(id, y);
  }
  return found;
}
