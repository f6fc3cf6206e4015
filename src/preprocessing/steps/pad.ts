import { z } from 'zod';
import type { Dimensions } from '../example.ts';
import type { PlainOperation } from '../plain.ts';
import { defineStep, type Opening, type Write } from '../step.ts';

/** Where the upper left pixel of an image comes to lie in the target; negative where it is cut off. */
const corner = (source: Dimensions, target: Dimensions) => ({
  top: Math.floor((target[0] - source[0]) / 2),
  left: Math.floor((target[1] - source[1]) / 2),
});

/** Copies the image so that its upper left pixel comes to lie at `top` and `left`; what is outside stays away. */
export function openPlaced(
  { source, target, read, table, background }: Opening,
  { top, left }: { top: number; left: number },
): Write {
  const [height, width, channels] = target;
  const [sourceHeight, sourceWidth, stored] = source;
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

/** As it is, through the values of the steps before. */
export const openCopy = (opening: Opening): Write => openPlaced(opening, { top: 0, left: 0 });

function plainPad(source: Dimensions, target: Dimensions): PlainOperation[] {
  const { top, left } = corner(source, target);
  const height = Math.min(source[0], target[0]);
  const width = Math.min(source[1], target[1]);
  const operations: PlainOperation[] = [];
  if (top < 0 || left < 0)
    operations.push({ op: 'crop', top: Math.max(0, -top), left: Math.max(0, -left), height, width });
  if (top > 0 || left > 0 || height < target[0] || width < target[1]) {
    const above = Math.max(0, top);
    const before = Math.max(0, left);
    const frame = {
      top: above,
      left: before,
      bottom: target[0] - height - above,
      right: target[1] - width - before,
    };
    operations.push({ op: 'pad', ...frame, value: 0 });
  }
  return operations;
}

/** Centers the image in the network's input: zeros around it, and what sticks out is cropped evenly. */
export const pad = defineStep({
  step: 'pad',
  group: 'size',
  fits: true,
  parameters: z.object({}),
  infer: (example, _, [height, width]) => ({ ...example, shape: [height, width, example.shape[2]!] }),
  open: (opening) => openPlaced(opening, corner(opening.source, opening.target)),
  plain: (_, { source, target }) => plainPad(source, target),
});
