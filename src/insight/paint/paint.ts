import { type ColorTable, greys } from './colormap.ts';
import { type Maps, position, type ValueRange } from './range.ts';

/** What a color map cannot say: NaN and infinities, in a color that no map has. */
export const notFinite: readonly [number, number, number] = [255, 0, 190];

/** Red, green, blue and alpha a pixel, `[height, width, 4]`. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** Every how many rows and columns a picture of at most `most` pixels shows. */
export const thinning = ({ height, width }: Maps, most: number): number =>
  Math.max(1, Math.ceil(Math.sqrt((height * width) / most)));

/**
 * @param every only each such row and column is painted, from the first on
 * @returns pixels of one map, `[ceil(height / every), ceil(width / every), 4]`, opaque
 */
export function paintMap(maps: Maps, map: number, range: ValueRange, colors: ColorTable, every = 1): Pixels {
  const { height, width, maps: count, values } = maps;
  const pixels = new Uint8ClampedArray(Math.ceil(height / every) * Math.ceil(width / every) * 4);
  // As `position` has it, without an object for each of what may be millions of values.
  const scale = range.max > range.min ? 255 / (range.max - range.min) : 0;
  const base = scale === 0 ? 127.5 : 0;
  let to = 0;
  for (let row = 0; row < height; row += every) {
    for (let column = 0; column < width; column += every) {
      const value = values[(row * width + column) * count + map]!;
      if (Number.isFinite(value)) {
        const level = Math.min(255, Math.max(0, base + (value - range.min) * scale));
        const color = Math.round(level) * 3;
        pixels[to] = colors[color]!;
        pixels[to + 1] = colors[color + 1]!;
        pixels[to + 2] = colors[color + 2]!;
      } else pixels.set(notFinite, to);
      pixels[to + 3] = 255;
      to += 4;
    }
  }
  return pixels;
}

/**
 * Three maps as the red, green and blue of one picture: `range.min` is dark, the middle gray, `range.max` bright.
 * @param channels the maps that become red, green and blue
 * @param every only each such row and column is painted, from the first on
 * @returns `[ceil(height / every), ceil(width / every), 4]`, opaque; a pixel with a value that is not finite is `notFinite`
 */
export function paintColor(
  { height, width, maps: count, values }: Maps,
  channels: readonly [red: number, green: number, blue: number],
  range: ValueRange,
  every = 1,
): Pixels {
  const pixels = new Uint8ClampedArray(Math.ceil(height / every) * Math.ceil(width / every) * 4);
  let to = 0;
  for (let row = 0; row < height; row += every) {
    for (let column = 0; column < width; column += every, to += 4) {
      const from = (row * width + column) * count;
      const own = channels.map((map) => values[from + map]!);
      if (own.every(Number.isFinite))
        pixels.set(
          own.map((value) => Math.round(255 * position(value, range))),
          to,
        );
      else pixels.set(notFinite, to);
      pixels[to + 3] = 255;
    }
  }
  return pixels;
}

/**
 * Numbers as the picture that they are: three maps are red, green and blue, the first of any other number is gray.
 * @returns `[height, width, 4]`, opaque; `range` goes from black to white
 */
export function paintImage(maps: Maps, range: ValueRange): Pixels {
  if (maps.maps !== 3) return paintMap(maps, 0, range, greys);
  const bytes = Uint8Array.from(maps.values, (value) => Math.round(255 * position(value, range)));
  return paintPhoto(bytes, 0, maps.height, maps.width, 3);
}

/**
 * A photograph as it is: bytes of one channel (gray) or three (red, green, blue).
 * @param offset where the image starts in `bytes`, `[height, width, channels]` from there
 * @returns `[height, width, 4]`, opaque
 */
export function paintPhoto(
  bytes: Uint8Array,
  offset: number,
  height: number,
  width: number,
  channels: number,
): Pixels {
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let at = 0; at < height * width; at++) {
    const from = offset + at * channels;
    for (let channel = 0; channel < 3; channel++)
      pixels[at * 4 + channel] = bytes[from + (channels === 3 ? channel : 0)]!;
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}
