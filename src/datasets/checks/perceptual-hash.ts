import type { Dimensions } from '../../preprocessing/example.ts';
import { grayOf } from './properties.ts';
import { lanczos, resample } from './resample.ts';

/** Rows and columns of the hash, and of the image that it is made of. */
const hashSide = 8;
const side = 4 * hashSide;
/** Of the largest number: below this one is what rounding leaves of 0. */
const rounding = 1e-12;

/** `cosines[k * side + n]`: of the discrete cosine transform of type II, as `scipy.fftpack.dct` scales it. */
const cosines = Float64Array.from(
  { length: hashSide * side },
  (_, at) => 2 * Math.cos((Math.PI * Math.floor(at / side) * (2 * (at % side) + 1)) / (2 * side)),
);

/** The lowest frequencies of a square image: `[hashSide, hashSide]`. */
function lowFrequencies(gray: Uint8Array): Float64Array {
  const columns = new Float64Array(hashSide * side);
  for (let k = 0; k < hashSide; k++) {
    for (let y = 0; y < side; y++) {
      const cosine = cosines[k * side + y]!;
      for (let x = 0; x < side; x++) columns[k * side + x]! += cosine * gray[y * side + x]!;
    }
  }
  const low = new Float64Array(hashSide * hashSide);
  for (let k = 0; k < hashSide; k++) {
    for (let l = 0; l < hashSide; l++) {
      let sum = 0;
      for (let x = 0; x < side; x++) sum += cosines[l * side + x]! * columns[k * side + x]!;
      low[k * hashSide + l] = sum;
    }
  }
  return low;
}

/**
 * Perceptual hash of an image as the Python package `imagehash` computes it (`phash`, 8 x 8): the image in gray at 32 x 32,
 * its lowest frequencies, and for each whether it is above their median.
 * @param image bytes `[height, width, 1 or 3]`
 * @returns 16 hexadecimal digits
 */
export function perceptualHash(image: Uint8Array, [height, width, channels]: Dimensions): string {
  const gray = resample(grayOf(image, channels), [height, width], [side, side], lanczos);
  const low = lowFrequencies(gray);
  const least = rounding * low.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const values = low.map((value) => (Math.abs(value) <= least ? 0 : value));
  const sorted = values.slice().sort();
  const middle = sorted.length / 2;
  const median = (sorted[middle - 1]! + sorted[middle]!) / 2;
  let digits = '';
  for (let at = 0; at < values.length; at += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) digit = 2 * digit + (values[at + bit]! > median ? 1 : 0);
    digits += digit.toString(16);
  }
  return digits;
}
