import { formatShape, type Shape } from '../../../../src/layers/shape.ts';
import { card, portY, stripHeight } from '../../../editing/card.ts';

const minStroke = 1.5;
const maxStroke = 6;

/** Stroke width in pixels of a wire that carries this shape: grows with the logarithm of its channels. */
export function wireThickness(shape: Shape | null): number {
  const channels = shape?.at(-1) ?? 1;
  return Math.min(maxStroke, minStroke + 0.45 * Math.log2(Math.max(1, channels)));
}

/** What of a wire's drawing its ends decide. */
export interface WirePath {
  /** SVG path data. */
  readonly d: string;
  /** The middle of the wire, where its shape is written, with the room there is along it. */
  readonly label: { readonly x: number; readonly y: number; readonly room: number };
  /** The arrow's head, pointing at the target. */
  readonly head: string;
}

/** Of a character of a label, in pixels. */
const advance = 6.1;
/** A label is squeezed no narrower than to this share of itself. */
const squeeze = 0.8;

/**
 * What is written along a wire: its shape, without spaces or a little narrower where cards stand close, for what
 * reached under a card would lose its ends; null where there is no room at all.
 *
 * @param room between the cards, in pixels
 */
export function wireLabel(shape: Shape, room: number): { text: string; width: number | null } | null {
  const spaced = formatShape(shape);
  for (const text of [spaced, spaced.replaceAll(' ', '')]) {
    const natural = text.length * advance;
    if (natural <= room) return { text, width: null };
    if (natural * squeeze <= room) return { text, width: room };
  }
  return null;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export const headLength = 9;

/** Of a label's ends from the cards beside it. */
const labelMargin = 4;

/** How far a wire to the next line leaves and enters level with its port, and how round its corners are. */
const leadLength = 24;
const corner = 12;
/** From a line's wires down to below its cards and their feature maps: from there a wire can run back. */
const below = card.height + stripHeight - portY;
/** From the wire that runs back down to the next line: past the upper part of its cards. */
const above = portY + 20;
/** Where there is room it runs over the shortcuts of that line as well, which run over its cards. */
const overShortcuts = 60;

/** Whether a wire from a port to another leads to the beginning of a line further down. */
export const runsBack = (source: Point, target: Point): boolean =>
  target.x - headLength + 1 < source.x && target.y - above - source.y >= below;

/** The height at which a wire runs back between two lines, by the heights of its ports: over the shortcuts of the lower one where there is room. */
export function returnLane(source: number, target: number): number {
  const high = target - above - overShortcuts;
  return high - source >= below ? high : target - above;
}

/** The way to the beginning of a line further down: out, down, back between the lines, down, in. */
function returnPath(source: Point, target: Point, end: Point, free: number | null): Omit<WirePath, 'head'> {
  const right = source.x + leadLength;
  const left = end.x - leadLength;
  const lane = free ?? returnLane(source.y, target.y);
  const r = corner;
  const d =
    `M${source.x},${source.y}H${right - r}Q${right},${source.y} ${right},${source.y + r}` +
    `V${lane - r}Q${right},${lane} ${right - r},${lane}H${left + r}Q${left},${lane} ${left},${lane + r}` +
    `V${end.y - r}Q${left},${end.y} ${left + r},${end.y}H${end.x}`;
  return { d, label: { x: (left + right) / 2, y: lane, room: Math.abs(right - left) } };
}

/** From one level to another at `x`, with round corners; nothing where they are the same. */
function step(x: number, from: number, to: number): string {
  const r = Math.min(corner, Math.abs(to - from) / 2);
  const way = Math.sign(to - from);
  if (r === 0) return '';
  return `H${x - r}Q${x},${from} ${x},${from + way * r}` + `V${to - way * r}Q${x},${to} ${x + r},${to}`;
}

/** The way past the cards between: out and to the lane, along it, and in. */
function lanePath(source: Point, end: Point, lane: number): Omit<WirePath, 'head'> {
  const left = source.x + leadLength;
  const right = end.x - leadLength;
  const d = `M${source.x},${source.y}${step(left, source.y, lane)}${step(right, lane, end.y)}H${end.x}`;
  return { d, label: { x: (left + right) / 2, y: lane, room: right - left } };
}

/**
 * A wire from an output on a card's right to an input on a card's left: straight where they are level, back
 * between the lines where the target begins a line further down, past the cards in its way at the height `lane`, and a bezier otherwise, with longer handles
 * when the target lies behind the source.
 */
export function wirePath(source: Point, target: Point, lane: number | null = null): WirePath {
  const end = { x: target.x - headLength + 1, y: target.y };
  const distance = end.x - source.x;
  const tip = `${target.x + 1},${target.y}`;
  const back = target.x - headLength;
  const head = `M${back},${target.y - 4.5}L${tip}L${back},${target.y + 4.5}Z`;
  if (runsBack(source, target)) return { ...returnPath(source, target, end, lane), head };
  if (lane !== null && distance > 4 * leadLength) return { ...lanePath(source, end, lane), head };
  const bend = distance >= 0 ? Math.max(24, distance / 2) : 48 + Math.min(240, -distance / 2);
  const c1 = { x: source.x + bend, y: source.y };
  const c2 = { x: end.x - bend, y: end.y };
  const d =
    source.y === end.y && distance >= 0
      ? `M${source.x},${source.y}L${end.x},${end.y}`
      : `M${source.x},${source.y}C${c1.x},${c1.y} ${c2.x},${c2.y} ${end.x},${end.y}`;
  return {
    d,
    label: {
      x: (source.x + 3 * c1.x + 3 * c2.x + end.x) / 8,
      y: (source.y + 3 * c1.y + 3 * c2.y + end.y) / 8,
      // Where it climbs, the label lies between the levels, beside no card.
      room: Math.max(distance - 2 * labelMargin, Math.abs(end.y - source.y) > card.height ? 120 : 0),
    },
    head,
  };
}
