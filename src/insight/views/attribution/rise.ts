import { z } from 'zod';
import { createRandom, type Random } from '../../random.ts';
import { defineAttribution, frameOf, scoresOf } from './attribution.ts';

/** Masked images that are computed at once. */
const portion = 32;

/**
 * A mask of `[height, width]`: cells of a coarse grid that are kept at random, enlarged with soft edges and shifted by
 * less than a cell.
 */
function maskOf(random: Random, height: number, width: number, cells: number, kept: number): Float32Array {
  const side = cells + 1;
  const grid = Float32Array.from({ length: (side + 1) ** 2 }, () => Number(random.uniform() < kept));
  const [down, across] = [height > 1 ? height / cells : 1, width > 1 ? width / cells : 1];
  const [top, left] = [random.uniform(), random.uniform()];
  return Float32Array.from({ length: height * width }, (_, at) => {
    const y = Math.floor(at / width) / down + top;
    const x = (at % width) / across + left;
    const [row, column] = [Math.min(side - 1, Math.floor(y)), Math.min(side - 1, Math.floor(x))];
    const [low, right] = [y - row, x - column];
    const cell = (r: number, c: number): number => grid[(row + r) * (side + 1) + column + c]!;
    return (
      (1 - low) * ((1 - right) * cell(0, 0) + right * cell(0, 1)) +
      low * ((1 - right) * cell(1, 0) + right * cell(1, 1))
    );
  });
}

/**
 * What the score is, on average, where a random mask keeps a pixel, less what it is on average over all masks (RISE;
 * Petsiuk, Das, Saenko 2018). Nothing is asked of the network but its scores.
 */
export const rise = defineAttribution({
  parameters: z.object({
    masks: z.int().min(16).max(10_000).default(1000),
    cells: z.int().min(2).max(32).default(7),
    kept: z.number().min(0.05).max(0.95).default(0.5),
  }),
  async *explain(tools, x, { class: index }, { masks, cells, kept }) {
    const { tf, yieldToTraining } = tools;
    const [height, width, channels] = frameOf(x);
    const values = new Float32Array(x.dataSync());
    const random = createRandom(1);
    const pixels = height * width;
    const weighted = new Float32Array(pixels);
    const shares = new Float32Array(pixels);
    let total = 0;
    for (let done = 0; done < masks; ) {
      const own = Array.from({ length: Math.min(portion, masks - done) }, () =>
        maskOf(random, height, width, cells, kept),
      );
      const batch = Float32Array.from({ length: own.length * x.size }, (_, at) => {
        const place = at % x.size;
        return values[place]! * own[Math.floor(at / x.size)]![Math.floor(place / channels)]!;
      });
      const input = tf.tensor(batch, [own.length, ...x.shape.slice(1)]);
      const scores = scoresOf(tools, input, index);
      input.dispose();
      own.forEach((mask, at) => {
        const score = scores[at]!;
        total += score;
        for (let pixel = 0; pixel < pixels; pixel++) {
          weighted[pixel]! += score * mask[pixel]!;
          shares[pixel]! += mask[pixel]!;
        }
      });
      done += own.length;
      const mean = total / done;
      const heat = weighted.map((sum, at) => (shares[at]! > 0 ? sum / shares[at]! - mean : 0));
      yield { heat, quantity: 'signed' };
      await yieldToTraining();
    }
  },
});
