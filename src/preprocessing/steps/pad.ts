import { z } from 'zod';
import { defineStep, type Opening, type Write } from '../step.ts';

/** Zeros around a smaller image, and an even crop of a larger one: pixels keep their size. */
function openPad({ source, target, read, table, background }: Opening): Write {
  const [height, width, channels] = target;
  const [sourceHeight, sourceWidth, stored] = source;
  const top = Math.floor((height - sourceHeight) / 2);
  const left = Math.floor((width - sourceWidth) / 2);
  const firstRow = Math.max(0, top);
  const lastRow = Math.min(height, top + sourceHeight);
  const firstColumn = Math.max(0, left);
  const lastColumn = Math.min(width, left + sourceWidth);
  const size = height * width * channels;
  const covers = firstRow === 0 && lastRow === height && firstColumn === 0 && lastColumn === width;
  const run = (lastColumn - firstColumn) * channels;
  return (images, start, out, offset) => {
    if (!covers) out.fill(background, offset, offset + size);
    for (let y = firstRow; y < lastRow; y++) {
      let from = start + ((y - top) * sourceWidth + firstColumn - left) * stored;
      let at = offset + (y * width + firstColumn) * channels;
      const end = at + run;
      if (table) {
        while (at < end) out[at++] = table[images[from++]!]!;
      } else {
        for (; at < end; from += stored) {
          for (let c = 0; c < channels; c++) out[at++] = read(images, from, c);
        }
      }
    }
  };
}

/** Centers the image in the network's input: zeros around it, and what sticks out is cropped evenly. */
export const pad = defineStep({
  step: 'pad',
  group: 'size',
  parameters: z.object({}),
  infer: (example, _, [height, width]) => ({ ...example, shape: [height, width, example.shape[2]!] }),
  open: openPad,
});
