import type { Image } from '../../../../src/protocol/data.ts';

/** A position on the pad; both coordinates in [0, 1], y grows downwards. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
}

/** One movement of the pen, from touch to lift. */
export type Stroke = readonly PadPoint[];

/** The pen's width, as a share of the pad's side. */
export const penWidth = 0.08;

const side = 28;
const box = 20;
/** Sample points a pixel, along each axis: 6 x 6 grey levels of coverage. */
const samples = 6;
/** MNIST's lines are two to three pixels wide; a digit drawn small or large is kept near that. */
const thinnest = 2;
const thickest = 3.4;

interface Segment {
  readonly from: PadPoint;
  readonly to: PadPoint;
}

/**
 * Turns pen strokes into a digit as MNIST has them (LeCun et al. 1998): the drawing is scaled, aspect kept, to
 * fit a 20 x 20 box, drawn with antialiasing, and placed in 28 x 28 with its centre of mass in the middle. Ink
 * is 255, paper 0.
 * @returns `[28, 28, 1]`, or null where there is no stroke
 */
export function digitFromStrokes(strokes: readonly Stroke[]): Image | null {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) return null;
  const { segments, width } = fitToBox(drawn);
  return { height: side, width: side, channels: 1, data: centreByMass(drawSegments(segments, width)) };
}

function fitToBox(strokes: readonly Stroke[]): { segments: Segment[]; width: number } {
  const points = strokes.flat();
  const left = Math.min(...points.map((p) => p.x));
  const right = Math.max(...points.map((p) => p.x));
  const top = Math.min(...points.map((p) => p.y));
  const bottom = Math.max(...points.map((p) => p.y));
  const extent = Math.max(right - left, bottom - top);
  const width = Math.min(thickest, Math.max(thinnest, (penWidth * box) / (extent + penWidth)));
  const scale = extent > 0 ? (box - width) / extent : 0;
  const place = (p: PadPoint): PadPoint => ({
    x: side / 2 + (p.x - (left + right) / 2) * scale,
    y: side / 2 + (p.y - (top + bottom) / 2) * scale,
  });
  const segments = strokes.flatMap((stroke) =>
    stroke.map((point, at) => ({ from: place(stroke[Math.max(0, at - 1)] ?? point), to: place(point) })),
  );
  return { segments, width };
}

/** Coverage of each pixel by the pen, 0 to 255. */
function drawSegments(segments: readonly Segment[], width: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(side * side);
  const inked = new Uint8Array(side * samples * side * samples);
  const reach = width / 2;
  for (const segment of segments) inkSegment(inked, segment, reach);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let covered = 0;
      for (let sy = 0; sy < samples; sy++) {
        const row = (y * samples + sy) * side * samples + x * samples;
        for (let sx = 0; sx < samples; sx++) covered += inked[row + sx]!;
      }
      pixels[y * side + x] = Math.round((255 * covered) / (samples * samples));
    }
  }
  return pixels;
}

function inkSegment(inked: Uint8Array, { from, to }: Segment, reach: number): void {
  const fine = side * samples;
  const first = (low: number): number => Math.max(0, Math.floor((low - reach) * samples));
  const last = (high: number): number => Math.min(fine - 1, Math.ceil((high + reach) * samples));
  for (let row = first(Math.min(from.y, to.y)); row <= last(Math.max(from.y, to.y)); row++) {
    for (let column = first(Math.min(from.x, to.x)); column <= last(Math.max(from.x, to.x)); column++) {
      const at = { x: (column + 0.5) / samples, y: (row + 0.5) / samples };
      if (squaredDistance(at, from, to) <= reach * reach) inked[row * fine + column] = 1;
    }
  }
}

/** From a point to the nearest point of a segment, squared. */
function squaredDistance(at: PadPoint, from: PadPoint, to: PadPoint): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  const x = at.x - from.x - share * dx;
  const y = at.y - from.y - share * dy;
  return x * x + y * y;
}

function centreByMass(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let at = 0; at < pixels.length; at++) {
    const ink = pixels[at]!;
    mass += ink;
    massX += ink * ((at % side) + 0.5);
    massY += ink * (Math.floor(at / side) + 0.5);
  }
  const shiftX = Math.round(side / 2 - massX / mass);
  const shiftY = Math.round(side / 2 - massY / mass);
  const centred = new Uint8Array(pixels.length);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const toX = x + shiftX;
      const toY = y + shiftY;
      const inside = toX >= 0 && toX < side && toY >= 0 && toY < side;
      if (inside) centred[toY * side + toX] = pixels[y * side + x]!;
    }
  }
  return centred;
}
