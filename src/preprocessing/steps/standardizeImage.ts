import { z } from 'zod';
import { defineStep, type Opening, type Write } from '../step.ts';
import { openCopy } from './pad.ts';

function openStandardizeImage(opening: Opening): Write {
  const copy = openCopy(opening);
  const [height, width, channels] = opening.target;
  const size = height * width * channels;
  const least = 1 / Math.sqrt(size);
  return (images, start, out, offset) => {
    copy(images, start, out, offset);
    let sum = 0;
    for (let at = offset; at < offset + size; at++) sum += out[at]!;
    const mean = sum / size;
    let squares = 0;
    for (let at = offset; at < offset + size; at++) squares += (out[at]! - mean) ** 2;
    const factor = 1 / Math.max(Math.sqrt(squares / size), least);
    for (let at = offset; at < offset + size; at++) out[at] = (out[at]! - mean) * factor;
  };
}

/**
 * Gives each image mean 0 and variance 1, by its own numbers alone: `tf.image.per_image_standardization`, whose
 * divisor is at least 1 / sqrt(numbers in the image).
 */
export const standardizeImage = defineStep({
  step: 'standardizeImage',
  group: 'values',
  parameters: z.object({}),
  infer: (example) => ({ ...example, dtype: 'float32' }),
  // Nearly all of a standardized image.
  spread: () => [-2, 2],
  open: openStandardizeImage,
  plain: (_, { target: [height, width, channels] }) => [
    { op: 'standardize-image', least: 1 / Math.sqrt(height * width * channels) },
  ],
});
