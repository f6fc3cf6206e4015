import type { Dimensions } from '../../preprocessing/example.ts';
import { bicubic, resample } from './resample.ts';

/*
 * What cleanvision (cleanlab, Apache 2.0; `issue_managers/image_property.py`) measures of an image, in the arithmetic of
 * Pillow and NumPy, whose functions it calls.
 */

/** Images are shrunk to this side before their blur is measured. */
const blurrySide = 64;

/** `Image.convert("L")`: ITU-R 601-2 luma in 16 bits. */
export function grayOf(image: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return image;
  const gray = new Uint8Array(image.length / 3);
  for (let at = 0, from = 0; at < gray.length; at++, from += 3) {
    const sum = image[from]! * 19_595 + image[from + 1]! * 38_470 + image[from + 2]! * 7471;
    gray[at] = (sum + 0x8000) >> 16;
  }
  return gray;
}

/** `np.percentile` of sorted values. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const place = (percent / 100) * (sorted.length - 1);
  const low = Math.floor(place);
  const [a, b] = [sorted[low]!, sorted[Math.min(sorted.length - 1, low + 1)]!];
  return a + (b - a) * (place - low);
}

/** How bright each pixel is, 0 to 1, in rising order. */
function brightnessOf(image: Uint8Array, channels: number): Float64Array {
  const values = new Float64Array(image.length / channels);
  for (let at = 0, from = 0; at < values.length; at++, from += channels) {
    const [red, green, blue] = [image[from]!, image[from + 1]!, image[from + 2]!];
    values[at] =
      channels === 1
        ? red / 255
        : Math.sqrt(0.241 * red * red + 0.691 * green * green + 0.068 * blue * blue) / 255;
  }
  return values.sort();
}

/** `Image.entropy()`: bits, over the histograms of all channels together. */
function entropyOf(image: Uint8Array, channels: number): number {
  const histogram = new Float64Array(256 * channels);
  for (let at = 0, channel = 0; at < image.length; at++) {
    histogram[256 * channel + image[at]!]!++;
    if (++channel === channels) channel = 0;
  }
  let sum = 0;
  for (const count of histogram) {
    if (count > 0) sum -= (count / image.length) * Math.log2(count / image.length);
  }
  return sum;
}

/** Standard deviation of the population. */
function deviation(values: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    sum += values[at]!;
    squares += values[at]! * values[at]!;
  }
  return Math.sqrt(Math.max(0, (squares - (sum * sum) / values.length) / values.length));
}

/** `ImageFilter.FIND_EDGES`: eight times a pixel less its neighbors; pixels at the border stay. */
function edgesOf(gray: Uint8Array, height: number, width: number): Uint8Array {
  if (height < 3 || width < 3) return gray;
  const out = gray.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [above, below] = [at - width, at + width];
      const around = gray[above - 1]! + gray[above]! + gray[above + 1]! + gray[at - 1]! + gray[at + 1]!;
      const sum = 8 * gray[at]! - around - gray[below - 1]! - gray[below]! - gray[below + 1]!;
      out[at] = Math.min(255, Math.max(0, sum));
    }
  }
  return out;
}

/** The gray image that its blur is measured on. */
function smallGray(image: Uint8Array, [height, width, channels]: Dimensions) {
  const ratio = Math.max(height, width) / blurrySide;
  if (ratio <= 1) return { gray: grayOf(image, channels), size: [height, width] as const };
  const size = [Math.max(1, Math.floor(height / ratio)), Math.max(1, Math.floor(width / ratio))] as const;
  if (channels === 1) return { gray: resample(image, [height, width], size, bicubic), size };
  const small = new Uint8Array(size[0] * size[1] * channels);
  const plane = new Uint8Array(height * width);
  for (let channel = 0; channel < channels; channel++) {
    for (let at = 0; at < plane.length; at++) plane[at] = image[at * channels + channel]!;
    resample(plane, [height, width], size, bicubic).forEach((value, at) => {
      small[at * channels + channel] = value;
    });
  }
  return { gray: grayOf(small, channels), size };
}

function blurOf(image: Uint8Array, dimensions: Dimensions): { edges: number; spread: number } {
  const { gray, size } = smallGray(image, dimensions);
  const histogram = new Float64Array(256);
  for (const value of gray) histogram[value]!++;
  return { edges: deviation(edgesOf(gray, ...size)), spread: deviation(histogram) };
}

/** Whether all channels of every pixel are equal. */
function isGray(image: Uint8Array, channels: number): boolean {
  if (channels === 1) return true;
  for (let at = 0; at < image.length; at += 3)
    if (image[at] !== image[at + 1] || image[at] !== image[at + 2]) return false;
  return true;
}

/** What is measured of an image's pixels. */
export interface Properties {
  /** Brightness that 99 % of the pixels are below, and 5 %. */
  readonly bright99: number;
  readonly bright5: number;
  /** In bits. */
  readonly entropy: number;
  /** Standard deviation of the edges, and of the counts of the gray values. */
  readonly edges: number;
  readonly spread: number;
  readonly isGray: boolean;
}

/** @param image bytes `[height, width, 1 or 3]` */
export function propertiesOf(image: Uint8Array, dimensions: Dimensions): Properties {
  const channels = dimensions[2];
  const brightness = brightnessOf(image, channels);
  return {
    bright99: percentile(brightness, 99),
    bright5: percentile(brightness, 5),
    entropy: entropyOf(image, channels),
    ...blurOf(image, dimensions),
    isGray: isGray(image, channels),
  };
}
