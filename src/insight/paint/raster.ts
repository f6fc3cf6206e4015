import { applyTo, type Drawing, type ForEachMark, type MarkOf } from './drawing.ts';
import { textSquares, textWidth } from './font.ts';
import type { RgbImage } from './tiles.ts';

/** Pixels a unit. */
const density = 2;

type Rgb = readonly [number, number, number];

const rgbOf = (hex: string): Rgb => {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
};

type Point = readonly [number, number];

/** Pieces of a path of `on` units with `off` units between them. */
function dashes(points: readonly Point[], on: number, off: number): readonly (readonly Point[])[] {
  const pieces: Point[][] = [];
  let walked = 0;
  points.slice(1).forEach((to, at) => {
    const from = points[at]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const along = (by: number): Point => [
      from[0] + ((to[0] - from[0]) * by) / length,
      from[1] + ((to[1] - from[1]) * by) / length,
    ];
    for (let start = 0; start < length; ) {
      const place = (walked + start) % (on + off);
      const end = Math.min(length, start + (place < on ? on : on + off) - place);
      if (place < on) pieces.push([along(start), along(end)]);
      // A remainder that rounds to nothing would never end.
      start = end > start ? end : length;
    }
    walked += length;
  });
  return pieces;
}

/** A drawing as pixels, two a unit; lines and dots with smooth edges. Its colors are hexadecimal. */
export function rasterize(drawing: Drawing, paper: string): RgbImage {
  const width = Math.ceil(drawing.width * density);
  const height = Math.ceil(drawing.height * density);
  const data = new Uint8Array(width * height * 3);
  const background = rgbOf(paper);
  for (let at = 0; at < data.length; at++) data[at] = background[at % 3]!;

  const blend = (x: number, y: number, [red, green, blue]: Rgb, share: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height || share <= 0) return;
    const at = (y * width + x) * 3;
    const own = Math.min(1, share);
    data[at] = data[at]! + (red - data[at]!) * own;
    data[at + 1] = data[at + 1]! + (green - data[at + 1]!) * own;
    data[at + 2] = data[at + 2]! + (blue - data[at + 2]!) * own;
  };

  /** Covers what is nearer to a segment than its half width, in pixels. */
  const segment = ([x1, y1]: Point, [x2, y2]: Point, half: number, color: Rgb): void => {
    const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    for (let y = Math.floor(Math.min(y1, y2) - half - 1); y <= Math.max(y1, y2) + half + 1; y++) {
      for (let x = Math.floor(Math.min(x1, x2) - half - 1); x <= Math.max(x1, x2) + half + 1; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const along = squared === 0 ? 0 : ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / squared;
        const near = Math.min(1, Math.max(0, along));
        const distance = Math.hypot(px - x1 - near * (x2 - x1), py - y1 - near * (y2 - y1));
        blend(x, y, color, half + 0.5 - distance);
      }
    }
  };

  const line = (points: readonly Point[], mark: MarkOf<'path'>): void => {
    const color = rgbOf(mark.color);
    const inPixels = points.map(([x, y]): Point => [x * density, y * density]);
    inPixels.slice(1).forEach((to, at) => {
      segment(inPixels[at]!, to, (mark.width * density) / 2, color);
    });
  };

  const draw: ForEachMark<void> = {
    path(mark) {
      if (!mark.dashed) line(mark.points, mark);
      else for (const piece of dashes(mark.points, 4, 3)) line(piece, mark);
    },
    dot: ({ x, y, radius, color }) =>
      segment([x * density, y * density], [x * density, y * density], radius * density, rgbOf(color)),
    box({ x, y, width: across, height: down, color }) {
      const own = rgbOf(color);
      for (let row = Math.round(y * density); row < Math.round((y + down) * density); row++)
        for (let column = Math.round(x * density); column < Math.round((x + across) * density); column++)
          blend(column, row, own, 1);
    },
    text({ x, y, text, color, anchor, turned }) {
      const own = rgbOf(color);
      const shift = { start: 0, middle: textWidth(text) / 2, end: textWidth(text) }[anchor];
      for (const [column, row] of textSquares(text)) {
        const [along, up] = [column - shift, row - 7];
        const [left, top] = turned ? [x + up, y - along - 1] : [x + along, y + up];
        for (let down = 0; down < density; down++)
          for (let across = 0; across < density; across++)
            blend(Math.round(left * density) + across, Math.round(top * density) + down, own, 1);
      }
    },
    image({ x, y, scale, image }) {
      const side = scale * density;
      for (let row = 0; row < Math.round(image.height * side); row++) {
        for (let column = 0; column < Math.round(image.width * side); column++) {
          const from =
            (Math.min(image.height - 1, Math.floor(row / side)) * image.width +
              Math.min(image.width - 1, Math.floor(column / side))) *
            3;
          const color: Rgb = [image.data[from]!, image.data[from + 1]!, image.data[from + 2]!];
          blend(Math.round(x * density) + column, Math.round(y * density) + row, color, 1);
        }
      }
    },
  };
  for (const mark of drawing.marks) applyTo(mark, draw);
  return { width, height, data };
}
