import { z } from 'zod';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { defineView, type Tools } from '../../view.ts';
import { needsLabels } from '../attribution/attribution.ts';
import { answerOf } from '../experiments/example-answers.ts';
import { spread } from '../space/activations.ts';
import { centeredGrams } from '../space/grams.ts';

const caption = (name: string) => message('members.caption', { view: 'compare-runs', name });

const maxLayers = 16;

const comparedLayers = ({ network }: Pick<Tools, 'network'>) =>
  network.layers.filter(({ weights }) => weights.length > 0).slice(-maxLayers);

/**
 * Two runs on the same examples: which layers distinguish them alike (linear centered kernel alignment, Kornblith et al.
 * 2019), and the images on which the answers differ.
 */
export const compareRuns = defineView({
  group: 'experiments',
  needs: ['other'],
  refuse: needsLabels,
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(4).max(5000).default(500),
    count: z.int().min(1).max(200).default(24),
  }),
  async *compute(tools, { other }, { split, examples: wanted, count }) {
    const { tf, labels } = tools;
    const [examples, theirs] = [await tools.examples(split), await other.examples(split)];
    const grams: Tensor2D[] = [];
    try {
      const indices = spread(Math.min(examples.count, theirs.count), wanted);
      const own = await answerOf(tools, examples, indices);
      const others = await answerOf(other, theirs, indices);
      const tally = { both: 0, own: 0, other: 0, neither: 0 };
      const differ: number[] = [];
      own.predicted.forEach((answer, at) => {
        const [right, theirRight] = [answer === own.actual[at], others.predicted[at] === others.actual[at]];
        tally[right ? (theirRight ? 'both' : 'own') : theirRight ? 'other' : 'neither']++;
        if (answer !== others.predicted[at]) differ.push(at);
      });
      const shown = differ.slice(0, count);
      const [height, width, channels] = examples.shape ?? [0, 0, 0];
      const title = message('insight.disagreements', { count: differ.length });
      const printed = (at: number) => ({
        own: labels[own.predicted[at]!] ?? '',
        other: labels[others.predicted[at]!] ?? '',
        actual: labels[own.actual[at]!] ?? '',
      });
      const figures: Figure[] = [
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('both'), tally.both],
            [caption('own'), tally.own],
            [caption('other'), tally.other],
            [caption('neither'), tally.neither],
            [caption('differ'), differ.length],
          ],
        },
        examples.shape
          ? {
              figure: 'gallery',
              title,
              height,
              width,
              channels,
              images: examples.pixels(shown.map((at) => indices[at]!)),
              captions: shown.map((at) => message('insight.disagreement', printed(at))),
              of: { split, examples: Float32Array.from(shown, (at) => indices[at]!) },
            }
          : {
              figure: 'table',
              of: 'rows',
              title,
              columns: [message('insight.example'), ...['actual', 'this', 'that'].map(caption)],
              rows: shown.map((at) => {
                const { own: one, other: two, actual } = printed(at);
                return [String(indices[at]! + 1), actual, one, two];
              }),
            },
      ];
      yield figures;
      await tools.yieldToTraining();
      const some = indices.slice(0, 256);
      const [ownLayers, theirLayers] = [comparedLayers(tools), comparedLayers(other)];
      for await (const gram of centeredGrams(tools, ownLayers, examples, some)) grams.push(gram);
      for await (const gram of centeredGrams(other, theirLayers, theirs, some)) grams.push(gram);
      const product = (a: Tensor2D, b: Tensor2D): number =>
        tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0]!);
      const theirGrams = grams.slice(ownLayers.length);
      const rows = grams.slice(0, ownLayers.length).map((a) =>
        theirGrams.map((b) => {
          const length = Math.sqrt(product(a, a) * product(b, b));
          return length > 0 ? Math.round((1000 * product(a, b)) / length) / 1000 : 0;
        }),
      );
      yield [
        ...figures.slice(0, 1),
        {
          figure: 'table',
          of: 'matrix',
          title: caption('alike'),
          columns: [caption('layer'), ...theirLayers.map(({ name }) => name)],
          rows: rows.map((row, at) => [ownLayers[at]!.name, ...row]),
        },
        ...figures.slice(1),
      ];
    } finally {
      tf.dispose(grams);
      examples.close();
      theirs.close();
    }
  },
});
