import type { Image } from '../../../src/protocol/data.ts';

/** A position on the pad; both coordinates in [0, 1], y grows downwards. */
export interface PadPoint {
  readonly x: number;
  readonly y: number;
}

/** One movement of the pen, from touch to lift. */
export type Stroke = readonly PadPoint[];

/** The pen's width, as a share of the pad's side. */
export const penWidth = 0.08;

/** MNIST's digits: what the longer side of a drawing takes of the image's shorter one. */
const boxShare = 20 / 28;
/** Sample points a pixel, along each axis: 6 x 6 gray levels of coverage. */
const samples = 6;
/** MNIST's lines are two to three pixels wide; a digit drawn small or large is kept near that. */
const minStroke = 2;
const maxStroke = 3.4;

/** The pixels that are drawn on. */
interface Paper {
  readonly height: number;
  readonly width: number;
}

interface Segment {
  readonly from: PadPoint;
  readonly to: PadPoint;
}

/** Side of the square that a drawing is scaled to fit, in pixels. */
export const boxOf = ({ height, width }: Paper): number => Math.round(boxShare * Math.min(height, width));

/**
 * Turns pen strokes into an image as MNIST has its digits (LeCun et al. 1998): the drawing is scaled, aspect kept, to
 * fit a box (20 x 20 in 28 x 28), drawn with antialiasing, and placed with its center of mass in the middle. Ink is
 * 255, paper 0.
 * @returns `[height, width, 1]`, or null where there is no stroke
 */
export function imageFromStrokes(strokes: readonly Stroke[], { height, width }: Paper): Image | null {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) return null;
  const paper = { height, width };
  const { segments, pen } = fitToBox(drawn, paper);
  return { ...paper, channels: 1, data: centerByMass(drawSegments(segments, pen, paper), paper) };
}

function fitToBox(strokes: readonly Stroke[], paper: Paper): { segments: Segment[]; pen: number } {
  const box = boxOf(paper);
  const points = strokes.flat();
  const left = Math.min(...points.map((p) => p.x));
  const right = Math.max(...points.map((p) => p.x));
  const top = Math.min(...points.map((p) => p.y));
  const bottom = Math.max(...points.map((p) => p.y));
  const extent = Math.max(right - left, bottom - top);
  const pen = Math.min(maxStroke, Math.max(minStroke, (penWidth * box) / (extent + penWidth)));
  const scale = extent > 0 ? (box - pen) / extent : 0;
  const place = (p: PadPoint): PadPoint => ({
    x: paper.width / 2 + (p.x - (left + right) / 2) * scale,
    y: paper.height / 2 + (p.y - (top + bottom) / 2) * scale,
  });
  const segments = strokes.flatMap((stroke) =>
    stroke.map((point, at) => ({ from: place(stroke[Math.max(0, at - 1)] ?? point), to: place(point) })),
  );
  return { segments, pen };
}

/** Coverage of each pixel by the pen, 0 to 255. */
function drawSegments(
  segments: readonly Segment[],
  pen: number,
  { height, width }: Paper,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(height * width);
  const fine = { height: height * samples, width: width * samples };
  const inked = new Uint8Array(fine.height * fine.width);
  for (const segment of segments) inkSegment(inked, segment, pen / 2, fine);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      for (let sy = 0; sy < samples; sy++) {
        const row = (y * samples + sy) * fine.width + x * samples;
        for (let sx = 0; sx < samples; sx++) covered += inked[row + sx]!;
      }
      pixels[y * width + x] = Math.round((255 * covered) / (samples * samples));
    }
  }
  return pixels;
}

function inkSegment(inked: Uint8Array, { from, to }: Segment, reach: number, fine: Paper): void {
  const first = (low: number): number => Math.max(0, Math.floor((low - reach) * samples));
  const last = (high: number, side: number): number =>
    Math.min(side - 1, Math.ceil((high + reach) * samples));
  const [bottom, right] = [
    last(Math.max(from.y, to.y), fine.height),
    last(Math.max(from.x, to.x), fine.width),
  ];
  for (let row = first(Math.min(from.y, to.y)); row <= bottom; row++) {
    for (let column = first(Math.min(from.x, to.x)); column <= right; column++) {
      const at = { x: (column + 0.5) / samples, y: (row + 0.5) / samples };
      if (squaredDistance(at, from, to) <= reach * reach) inked[row * fine.width + column] = 1;
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

function centerByMass(pixels: Uint8Array, { height, width }: Paper): Uint8Array<ArrayBuffer> {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let at = 0; at < pixels.length; at++) {
    const ink = pixels[at]!;
    mass += ink;
    massX += ink * ((at % width) + 0.5);
    massY += ink * (Math.floor(at / width) + 0.5);
  }
  const shiftX = Math.round(width / 2 - massX / mass);
  const shiftY = Math.round(height / 2 - massY / mass);
  const centered = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const toX = x + shiftX;
      const toY = y + shiftY;
      const inside = toX >= 0 && toX < width && toY >= 0 && toY < height;
      if (inside) centered[toY * width + toX] = pixels[y * width + x]!;
    }
  }
  return centered;
}
