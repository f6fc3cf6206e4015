import { z } from 'zod';
import { defineStep, type Opening, type Write } from '../step.ts';

/** Weights of two neighboring source positions for each output one: bilinear, half-pixel centers. */
function taps(from: number, to: number) {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const share = new Float32Array(to);
  for (let index = 0; index < to; index++) {
    const position = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
    low[index] = Math.floor(position);
    high[index] = Math.min(from - 1, low[index]! + 1);
    share[index] = position - low[index]!;
  }
  return { low, high, share };
}

function openResize({ source, target, read }: Opening): Write {
  const [height, width, channels] = target;
  const rows = taps(source[0], height);
  const columns = taps(source[1], width);
  const [, sourceWidth, stored] = source;
  return (images, start, out, offset) => {
    let at = offset;
    for (let y = 0; y < height; y++) {
      const top = start + rows.low[y]! * sourceWidth * stored;
      const bottom = start + rows.high[y]! * sourceWidth * stored;
      const v = rows.share[y]!;
      for (let x = 0; x < width; x++) {
        const left = columns.low[x]! * stored;
        const right = columns.high[x]! * stored;
        const u = columns.share[x]!;
        for (let c = 0; c < channels; c++) {
          const a = read(images, top + left, c) * (1 - u) + read(images, top + right, c) * u;
          const b = read(images, bottom + left, c) * (1 - u) + read(images, bottom + right, c) * u;
          out[at++] = a * (1 - v) + b * v;
        }
      }
    }
  };
}

/** Stretches or shrinks the image to the network's input: bilinear with half-pixel centers, without antialiasing. */
export const resize = defineStep({
  step: 'resize',
  group: 'size',
  mixes: true,
  parameters: z.object({}),
  infer: (example, _, [height, width]) => ({ dtype: 'float32', shape: [height, width, example.shape[2]!] }),
  open: openResize,
});
