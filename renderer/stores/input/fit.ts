import { resized } from '../../../src/datasets/resize.ts';
import type { Image } from '../../../src/protocol/data.ts';
import type { InputTarget } from './target.ts';

/** How a picture of other proportions comes to those of the data: its middle is kept, or all of it is stretched. */
export type PhotoFit = 'crop' | 'stretch';

/** Part of a picture, in its pixels. */
export interface Crop {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

type Size = Pick<Image, 'height' | 'width'>;

/** The largest part around the middle that has the target's proportions; with `stretch` all of the picture. */
export function cropOf({ height, width }: Size, target: Size, fit: PhotoFit): Crop {
  if (fit === 'stretch') return { top: 0, left: 0, height, width };
  const scale = Math.min(height / target.height, width / target.width);
  const kept = {
    height: Math.max(1, Math.round(target.height * scale)),
    width: Math.max(1, Math.round(target.width * scale)),
  };
  return {
    top: Math.floor((height - kept.height) / 2),
    left: Math.floor((width - kept.width) / 2),
    ...kept,
  };
}

function cropped({ width, channels, data }: Image, crop: Crop): Image {
  const out = new Uint8Array(crop.height * crop.width * channels);
  const line = crop.width * channels;
  for (let row = 0; row < crop.height; row++) {
    const from = ((crop.top + row) * width + crop.left) * channels;
    out.set(data.subarray(from, from + line), row * line);
  }
  return { height: crop.height, width: crop.width, channels, data: out };
}

/** One channel is the mean of red, green and blue, as the network's input is made; three are the gray thrice. */
function withChannels(image: Image, channels: 1 | 3): Image {
  if (image.channels === channels) return image;
  const { data } = image;
  const count = image.height * image.width;
  const out = new Uint8Array(count * channels);
  for (let at = 0; at < count; at++) {
    if (channels === 1) out[at] = Math.round((data[3 * at]! + data[3 * at + 1]! + data[3 * at + 2]!) / 3);
    else out.fill(data[at]!, 3 * at, 3 * at + 3);
  }
  return { ...image, channels, data: out };
}

export interface PhotoOptions {
  readonly fit: PhotoFit;
  /** Turns dark into light: MNIST has light ink on a dark background, paper is the other way round. */
  readonly inverted: boolean;
}

/** A picture as the run's data has its images: cropped or stretched, scaled by the mean of the area, of its channels. */
export function fitPhoto(
  photo: Image,
  target: Pick<InputTarget, 'height' | 'width' | 'channels'>,
  { fit, inverted }: PhotoOptions,
): Image {
  const part = cropped(photo, cropOf(photo, target, fit));
  const image = withChannels(resized(part, target.height, target.width), target.channels);
  return inverted ? { ...image, data: image.data.map((value) => 255 - value) } : image;
}
