import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import type { Tools } from '../../view.ts';
import { type Attribution, defineAttribution, gradientOf, perPixel, scoresOf } from './attribution.ts';

const caption = (name: string) => message('members.caption', { view: 'integrated-gradients', name });

/** Points of the path whose gradients are taken at once. */
const portion = 10;

/** What the attributions add up to, and what they should: the score less the score of the baseline. */
function completeness(sum: number, difference: number): Figure {
  const delta = Math.abs(sum - difference);
  return {
    figure: 'table',
    of: 'measures',
    title: null,
    columns: [message('insight.measure'), message('insight.value')],
    rows: [
      [caption('sum'), sum],
      [caption('difference'), difference],
      [caption('delta'), delta],
      [caption('share'), difference === 0 ? Number.NaN : (100 * delta) / Math.abs(difference)],
    ],
  };
}

const baselines = {
  black: (tools: Tools, _x: Tensor, black: Tensor) => tools.tf.clone(black),
  zero: ({ tf }: Tools, x: Tensor) => tf.zerosLike(x),
  mean: ({ tf }: Tools, x: Tensor) => tf.add(tf.zerosLike(x), tf.mean(x)),
};

/**
 * The gradient along the straight path from a baseline to the image, times how far each pixel goes (Sundararajan, Taly,
 * Yan 2017), by the midpoint rule. Attributions add up to the difference of the scores; how far they miss it is the
 * convergence delta.
 */
export const integratedGradients = defineAttribution({
  parameters: z.object({
    steps: z.int().min(2).max(1000).default(50),
    baseline: z.enum(['black', 'zero', 'mean']).default('black'),
  }),
  async *explain(tools, x, { class: index, image }, { steps, baseline }) {
    const { tf, yieldToTraining } = tools;
    const black = tools.input(
      'values' in image
        ? { values: new Float32Array(image.values.length) }
        : { ...image, data: new Uint8Array(image.data.length) },
    );
    const from = baselines[baseline](tools, x, black);
    const way = tf.sub(x, from);
    const start = new Float32Array(from.dataSync());
    const path = new Float32Array(way.dataSync());
    const difference = scoresOf(tools, x, index)[0]! - scoresOf(tools, from, index)[0]!;
    const slopes = new Float32Array(x.size);
    tf.dispose([black, from, way]);
    for (let done = 0; done < steps; ) {
      const count = Math.min(portion, steps - done);
      const points = Float32Array.from({ length: count * x.size }, (_, at) => {
        const pixel = at % x.size;
        return start[pixel]! + ((done + Math.floor(at / x.size) + 0.5) / steps) * path[pixel]!;
      });
      tf.tidy(() => {
        const own = tf.sum(gradientOf(tools, tf.tensor(points, [count, ...x.shape.slice(1)]), index), 0);
        own.dataSync().forEach((slope, at) => {
          slopes[at]! += slope;
        });
      });
      done += count;
      const attributions = slopes.map((slope, at) => (slope / done) * path[at]!);
      const sum = attributions.reduce((all, each) => all + each, 0);
      const heat: Attribution = perPixel(tools, tf.tensor(attributions, x.shape), true);
      yield { ...heat, more: done < steps ? [] : [completeness(sum, difference)] };
      await yieldToTraining();
    }
  },
});
