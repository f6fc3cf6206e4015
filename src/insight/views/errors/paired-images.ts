import type { Text } from '../../../text/message.ts';
import type { FigureOf } from '../../figure.ts';

/**
 * Inputs and what came of them as images, on the scale of the first of them.
 * @param shape `[height, width, channels]` of each
 * @param captions of each
 */
export function pairedImages(
  [height, width, depth]: readonly [number, number, number],
  values: readonly Float32Array[],
  title: Text,
  captions: readonly Text[],
): FigureOf<'gallery'> {
  const channels = depth === 3 ? 3 : 1;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values[0] ?? []) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high > low ? high - low : 1;
  const size = height * width * channels;
  const images = new Uint8Array(values.length * size);
  values.forEach((each, index) => {
    for (let pixel = 0; pixel < height * width; pixel++)
      for (let channel = 0; channel < channels; channel++) {
        const share = (each[pixel * depth + channel]! - low) / span;
        images[index * size + pixel * channels + channel] = Math.round(255 * Math.min(1, Math.max(0, share)));
      }
  });
  return { figure: 'gallery', title, height, width, channels, images, captions: [...captions] };
}
