import { type ColourTable, greys } from '../colormap.ts';
import { type Maps, position, type ValueRange } from './range.ts';

/** What a colour map cannot say: NaN and infinities, in a colour that no map has. */
export const notFinite: readonly [number, number, number] = [255, 0, 190];

/** Red, green, blue and alpha a pixel, `[height, width, 4]`. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** @returns pixels of one map, `[height, width, 4]`, opaque */
export function paintMap(maps: Maps, map: number, range: ValueRange, colours: ColourTable): Pixels {
  const count = maps.height * maps.width;
  const pixels = new Uint8ClampedArray(count * 4);
  for (let at = 0; at < count; at++) {
    const value = maps.values[at * maps.maps + map]!;
    const colour = Math.round(position(value, range) * 255) * 3;
    const finite = Number.isFinite(value);
    pixels[at * 4] = finite ? colours[colour]! : notFinite[0];
    pixels[at * 4 + 1] = finite ? colours[colour + 1]! : notFinite[1];
    pixels[at * 4 + 2] = finite ? colours[colour + 2]! : notFinite[2];
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}

/**
 * Numbers as the picture that they are: three maps are red, green and blue, the first of any other number is grey.
 * @returns `[height, width, 4]`, opaque; `range` goes from black to white
 */
export function paintImage(maps: Maps, range: ValueRange): Pixels {
  if (maps.maps !== 3) return paintMap(maps, 0, range, greys);
  const bytes = Uint8Array.from(maps.values, (value) => Math.round(255 * position(value, range)));
  return paintPhoto(bytes, 0, maps.height, maps.width, 3);
}

/**
 * A photograph as it is: bytes of one channel (grey) or three (red, green, blue).
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
