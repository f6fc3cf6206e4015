import { z } from 'zod';
import { type Augment, type AugmentOpening, defineAugmentation } from '../step.ts';

const amount = z.number().min(0).max(1);
const parameters = z.object({
  /** 0.2: factors from 0.8 to 1.2. */
  brightness: amount.default(0.2),
  contrast: amount.default(0.2),
  /** Of images with three channels. */
  saturation: amount.default(0),
  /** 0.1: a turn of the color wheel by up to a tenth, to either side. */
  hue: z.number().min(0).max(0.5).default(0),
});

const unit = (value: number): number => Math.max(0, Math.min(1, value));
/** ITU-R 601, as Pillow and torchvision weight them. */
const luma = (pixels: Float32Array, at: number): number =>
  0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;

const factorOf = (amount: number, uniform: number): number => 1 + (2 * uniform - 1) * amount;

function brighten(pixels: Float32Array, factor: number): void {
  for (let at = 0; at < pixels.length; at++) pixels[at] = unit(pixels[at]! * factor);
}

function contrast(pixels: Float32Array, channels: number, factor: number): void {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += channels) sum += channels === 3 ? luma(pixels, at) : pixels[at]!;
  const mean = (sum * channels) / pixels.length;
  for (let at = 0; at < pixels.length; at++) pixels[at] = unit(mean + (pixels[at]! - mean) * factor);
}

function saturate(pixels: Float32Array, factor: number): void {
  for (let at = 0; at < pixels.length; at += 3) {
    const gray = luma(pixels, at);
    for (let c = at; c < at + 3; c++) pixels[c] = unit(gray + (pixels[c]! - gray) * factor);
  }
}

/** One channel of a color, by hue, saturation and value (Smith 1978). */
function channelOf(n: number, hue: number, chroma: number, value: number): number {
  const k = (n + hue * 6) % 6;
  return value - chroma * Math.max(0, Math.min(k, 4 - k, 1));
}

function turnHue(pixels: Float32Array, turn: number): void {
  for (let at = 0; at < pixels.length; at += 3) {
    const r = pixels[at]!;
    const g = pixels[at + 1]!;
    const b = pixels[at + 2]!;
    const value = Math.max(r, g, b);
    const chroma = value - Math.min(r, g, b);
    if (chroma === 0) continue;
    const sixth = value === r ? (g - b) / chroma : value === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    const hue = (((sixth / 6 + turn) % 1) + 1) % 1;
    pixels[at] = channelOf(5, hue, chroma, value);
    pixels[at + 1] = channelOf(3, hue, chroma, value);
    pixels[at + 2] = channelOf(1, hue, chroma, value);
  }
}

function openColor(
  { shape, range: [low, high] }: AugmentOpening,
  params: z.output<typeof parameters>,
): Augment {
  const [height, width, channels] = shape;
  const pixels = new Float32Array(height * width * channels);
  const span = high - low || 1;
  return (image, out, offset, draw) => {
    for (let at = 0; at < pixels.length; at++) pixels[at] = unit((image[at]! - low) / span);
    const factors = [params.brightness, params.contrast, params.saturation].map((each) =>
      factorOf(each, draw.uniform()),
    ) as [number, number, number];
    const turn = (2 * draw.uniform() - 1) * params.hue;
    if (params.brightness > 0) brighten(pixels, factors[0]);
    if (params.contrast > 0) contrast(pixels, channels, factors[1]);
    if (channels === 3 && params.saturation > 0) saturate(pixels, factors[2]);
    if (channels === 3 && params.hue > 0) turnHue(pixels, turn);
    for (let at = 0; at < pixels.length; at++) out[offset + at] = low + pixels[at]! * span;
  };
}

/**
 * Changes brightness, contrast, saturation and hue, in this order, each by a factor or turn drawn evenly; results stay
 * within the range of the values. The operations are torchvision's `adjust_brightness` and so on.
 */
export const color = defineAugmentation({ step: 'color', parameters, augment: openColor });
