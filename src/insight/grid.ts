import type { TensorValue } from '../protocol/data.ts';

/** Pictures of equal size to be laid out side by side, raw values kept. */
export interface Tiles {
  /** Of the tensor they come from. */
  readonly shape: readonly number[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** Each `[height, width]`. */
  readonly pictures: readonly Float32Array[];
  readonly min: number;
  readonly max: number;
  readonly palette: 'diverging' | 'sequential';
  /** How values became colours, in words. */
  readonly normalisation: string;
}

/** An RGB image, 8 bits a sample. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function extent(values: Float32Array): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Every picture of the last axes: element (y, x) of picture p is at `(y * width + x) * pictures + p`. */
function unstack(values: Float32Array, height: number, width: number, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, picture) => {
    const out = new Float32Array(height * width);
    for (let at = 0; at < out.length; at++) out[at] = values[at * count + picture]!;
    return out;
  });
}

/** A convolution's kernel `[height, width, in, out]`: a row an input channel, a column a filter, white is zero. */
export function filterTiles({ shape, values }: TensorValue): Tiles {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  const pictures = unstack(values, height, width, inputs * outputs);
  return {
    shape,
    // One input channel needs no row of its own: the filters fold into a square.
    columns: inputs === 1 ? Math.ceil(Math.sqrt(outputs)) : outputs,
    width,
    height,
    pictures,
    ...extent(values),
    palette: 'diverging',
    normalisation: 'one scale for all filters, symmetric: blue is negative, white is 0, red is positive',
  };
}

/** Feature maps `[height, width, maps]`, or a vector `[units]` as one row. */
export function featureMapTiles({ shape, values }: TensorValue): Tiles {
  const [height, width, maps] =
    shape.length === 3 ? (shape as [number, number, number]) : [1, values.length, 1];
  return {
    shape,
    columns: Math.ceil(Math.sqrt(maps)),
    width,
    height,
    pictures: unstack(values, height, width, maps),
    ...extent(values),
    palette: 'sequential',
    normalisation: 'one scale for all maps: dark is the least value, yellow the largest (viridis)',
  };
}

/** Nine stops of viridis (S. van der Walt, N. Smith), and of a blue-white-red map of equal steps. */
const stops = {
  sequential: '440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725',
  diverging: '2166ac 4393c3 92c5de d1e5f0 f7f7f7 fddbc7 f4a582 d6604d b2182b',
} as const;

function colours(palette: Tiles['palette']): (share: number) => readonly [number, number, number] {
  const known = stops[palette].split(' ').map((hex) => Number.parseInt(hex, 16));
  const channels = known.map((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255] as const);
  return (share) => {
    const place = Math.min(1, Math.max(0, share)) * (channels.length - 1);
    const low = Math.min(channels.length - 2, Math.floor(place));
    const mix = (c: 0 | 1 | 2) =>
      Math.round(channels[low]![c] + (channels[low + 1]![c] - channels[low]![c]) * (place - low));
    return [mix(0), mix(1), mix(2)];
  };
}

const gap = 1;
const background = 128;
/** Pixels that the whole should reach on its longer side, by whole steps. */
const target = 512;

/** Lays the pictures out with one pixel between them, each value a square of whole pixels. */
export function gridImage(tiles: Tiles): RgbImage {
  const { pictures, columns, palette, min, max } = tiles;
  const rows = Math.ceil(pictures.length / columns);
  const longest = Math.max(columns * tiles.width, rows * tiles.height);
  const scale = Math.max(1, Math.min(32, Math.floor(target / longest)));
  const cellWidth = tiles.width * scale + gap;
  const cellHeight = tiles.height * scale + gap;
  const width = columns * cellWidth + gap;
  const height = rows * cellHeight + gap;
  const data = new Uint8Array(width * height * 3).fill(background);
  const largest = Math.max(Math.abs(min), Math.abs(max)) || 1;
  const [low, span] = palette === 'diverging' ? [-largest, 2 * largest] : [min, max - min || 1];
  const colour = colours(palette);
  pictures.forEach((picture, index) => {
    const left = gap + (index % columns) * cellWidth;
    const top = gap + Math.floor(index / columns) * cellHeight;
    for (let y = 0; y < tiles.height * scale; y++) {
      const line = Math.floor(y / scale) * tiles.width;
      for (let x = 0; x < tiles.width * scale; x++) {
        const value = picture[line + Math.floor(x / scale)]!;
        data.set(colour((value - low) / span), ((top + y) * width + left + x) * 3);
      }
    }
  });
  return { width, height, data };
}
