import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { viridis } from '../../paint/colormap.ts';
import { paintMap } from '../../paint/paint.ts';
import { createRandom } from '../../random.ts';
import { type Change, defineView, type Tools } from '../../view.ts';
import { frameOf, needsClasses } from './attribution.ts';

const caption = (name: string) => message('members.caption', { view: 'sanity-check', name });

/** Layers that are randomized at most, from the last. */
const maxLayers = 24;

/** Ranks of values, equal ones sharing the mean of theirs. */
function ranksOf(values: Float32Array): Float64Array {
  const order = Array.from(values, (_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

/** Spearman's rank correlation, as scipy's `spearmanr`; 0 where one does not vary. */
export function rankCorrelation(one: Float32Array, other: Float32Array): number {
  const [a, b] = [ranksOf(one), ranksOf(other)];
  const mean = (a.length - 1) / 2;
  let [both, ownA, ownB] = [0, 0, 0];
  a.forEach((rank, at) => {
    both += (rank - mean) * (b[at]! - mean);
    ownA += (rank - mean) ** 2;
    ownB += (b[at]! - mean) ** 2;
  });
  return ownA > 0 && ownB > 0 ? both / Math.sqrt(ownA * ownB) : 0;
}

/** Random weights as spread as those that they replace. */
function randomized(
  { tf, weights }: Tools,
  layer: NetworkLayer,
  normal: () => number,
): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(weights(layer)).map(([name, { shape, values }]) => {
      const square = values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length);
      const deviation = Math.sqrt(square);
      // What is never negative, such as a variance, stays so.
      const positive = values.every((value) => value >= 0) && values.some((value) => value > 0);
      const drawn = Float32Array.from(values, () => deviation * normal());
      return [name, tf.tensor(positive ? drawn.map(Math.abs) : drawn, [...shape])];
    }),
  );
}

/**
 * Whether a saliency map depends on what was learned: the weights are randomized layer by layer from the last on, and the
 * map must change (Adebayo et al. 2018).
 */
export const sanityCheck = defineView({
  group: 'explanation',
  needs: ['image', 'class'],
  refuse: needsClasses,
  parameters: z.object({
    method: z.enum(['gradient', 'input-times-gradient', 'smooth-grad']).default('gradient'),
    seed: z.int().min(0).max(1_000_000).default(0),
  }),
  async *compute(tools, { image, class: index }, { method, seed }) {
    const { tf, network, input, scores, yieldToTraining } = tools;
    const { normal } = createRandom(seed + 1);
    const x = input(image);
    const [height, width] = frameOf(x);
    const layers = network.layers.filter(({ weights }) => weights.length > 0).slice(-maxLayers);
    const own = new Map<string, Record<string, Tensor>>();
    const change: Change = { weights: (layer, kept) => own.get(layer.id) ?? kept };
    const noisy = method === 'smooth-grad' ? 8 : 1;
    const heatOf = (): Float32Array =>
      tf.tidy(() => {
        const slope = (at: Tensor) =>
          tf.grad((value: Tensor) => tf.sum(tf.gather(scores(value, change), [index], 1)))(at);
        const span = tf.sub(tf.max(x), tf.min(x));
        const slopes = Array.from({ length: noisy }, (_, draw) =>
          slope(
            noisy === 1 ? x : tf.add(x, tf.mul(tf.randomNormal(x.shape, 0, 0.1, 'float32', draw + 1), span)),
          ),
        );
        const mean = tf.div(tf.addN(slopes), noisy);
        const used = method === 'input-times-gradient' ? tf.mul(mean, x) : mean;
        const heat = tf.max(tf.abs(tf.reshape(used, [height * width, -1])), -1);
        return new Float32Array(heat.dataSync());
      });
    const maps: { readonly name: string | null; readonly heat: Float32Array }[] = [];
    const show = (): readonly Figure[] => {
      const images = new Uint8Array(maps.length * height * width * 3);
      maps.forEach(({ heat }, map) => {
        const most = heat.reduce((largest, value) => Math.max(largest, value), 0);
        const pixels = paintMap({ height, width, maps: 1, values: heat }, 0, { min: 0, max: most }, viridis);
        for (let at = 0; at < height * width; at++)
          images.set(pixels.subarray(at * 4, at * 4 + 3), (map * height * width + at) * 3);
      });
      const first = maps[0]!.heat;
      const alike = maps.map(({ heat }) => rankCorrelation(first, heat));
      return [
        {
          figure: 'gallery',
          title: caption('title'),
          height,
          width,
          channels: 3,
          images,
          captions: maps.map(({ name }, at) =>
            name === null
              ? caption('original')
              : message('insight.randomized', { layer: name, correlation: alike[at]! }),
          ),
        },
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [[caption('last'), alike.at(-1)!]],
        },
      ];
    };
    try {
      maps.push({ name: null, heat: heatOf() });
      for (const layer of [...layers].reverse()) {
        own.set(layer.id, randomized(tools, layer, normal));
        maps.push({ name: layer.name, heat: heatOf() });
        yield show();
        await yieldToTraining();
      }
      yield show();
    } finally {
      x.dispose();
      for (const weights of own.values()) tf.dispose(Object.values(weights));
    }
  },
});
