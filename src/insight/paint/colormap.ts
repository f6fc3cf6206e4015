import { oklabToRgb } from './oklab.ts';

/** 256 colors, three bytes each: red, green, blue of entry `i` at `3 * i`. */
export type ColorTable = Uint8Array;

type Color = readonly [number, number, number];

function table(colorAt: (position: number) => Color): ColorTable {
  const bytes = new Uint8Array(768);
  for (let entry = 0; entry < 256; entry++) bytes.set(colorAt(entry / 255), entry * 3);
  return bytes;
}

/** Coefficients of a polynomial in the position, by power, that follows matplotlib's viridis within 1 %. */
const viridisPowers: readonly Color[] = [
  [0.2777273272234177, 0.005407344544966578, 0.3340998053353061],
  [0.1050930431085774, 1.404613529898575, 1.384590162594685],
  [-0.3308618287255563, 0.214847559468213, 0.09509516302823659],
  [-4.634230498983486, -5.799100973351585, -19.33244095627987],
  [6.228269936347081, 14.17993336680509, 56.69055260068105],
  [4.776384997670288, -13.74514537774601, -65.35303263337234],
  [-5.435455855934631, 4.645852612178535, 26.3124352495832],
];

/** For magnitudes: dark blue is least, yellow most; perceptually even, safe for color-blind eyes. */
export const viridis: ColorTable = table((position) => {
  const channel = (index: 0 | 1 | 2): number => {
    const value = viridisPowers.reduceRight((sum, power) => sum * position + power[index], 0);
    return Math.round(Math.min(1, Math.max(0, value)) * 255);
  };
  return [channel(0), channel(1), channel(2)];
});

/** Negative and positive ends in Oklab: blue and orange, equally light, apart for all eyes. */
const negative = { lightness: 0.44, a: -0.03, b: -0.16 };
const positive = { lightness: 0.44, a: 0.125, b: 0.085 };
const middle = 0.97;

/** For signed values: blue below zero, near white at zero (entries 127 and 128), red-orange above. */
export const diverging: ColorTable = table((position) => {
  const signed = position * 2 - 1;
  const end = signed < 0 ? negative : positive;
  const strength = Math.abs(signed);
  return oklabToRgb(middle + (end.lightness - middle) * strength, end.a * strength, end.b * strength);
});

/** As an image is: black is least, white most. */
export const greys: ColorTable = table((position) => {
  const byte = Math.round(position * 255);
  return [byte, byte, byte];
});

/** A table as a CSS gradient from its first color to its last, for legends. */
export function gradient(colors: ColorTable, direction = 'to right'): string {
  const stops = Array.from({ length: 17 }, (_, stop) => {
    const at = Math.round((stop / 16) * 255) * 3;
    return `rgb(${colors[at]} ${colors[at + 1]} ${colors[at + 2]})`;
  });
  return `linear-gradient(${direction}, ${stops.join(', ')})`;
}
