import { z } from 'zod';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import { defineView } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { centeredGrams } from '../space/grams.ts';

const caption = (name: string) => message('members.caption', { view: 'cka', name });

/** Layers that are compared at most. */
const most = 24;

/** Which layers distinguish examples alike: linear centered kernel alignment (Kornblith et al. 2019) of each pair. */
export const cka = defineView({
  group: 'weights',
  needs: [],
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(4).max(1000).default(256),
  }),
  async *compute(tools, _subject, { split, examples: wanted }) {
    const { tf, network } = tools;
    const weighted = network.layers.filter(({ weights }) => weights.length > 0);
    const layers = (weighted.length > 0 ? weighted : network.layers).slice(0, most);
    const examples = await tools.examples(split);
    const grams: Tensor2D[] = [];
    try {
      const indices = spread(examples.count, wanted);
      for await (const gram of centeredGrams(tools, layers, examples, indices)) grams.push(gram);
      const alignment = (a: Tensor2D, b: Tensor2D): number =>
        tf.tidy(() => tf.sum(tf.mul(a, b)).dataSync()[0]!);
      const own = grams.map((gram) => alignment(gram, gram));
      const rows = grams.map((a, i) =>
        grams.map((b, j) => {
          const length = Math.sqrt(own[i]! * own[j]!);
          return length > 0 ? alignment(a, b) / length : 0;
        }),
      );
      const names = layers.map(({ name }) => name);
      yield [
        {
          figure: 'table',
          of: 'matrix',
          title: caption('title'),
          columns: [caption('layer'), ...names],
          rows: rows.map((row, at) => [names[at]!, ...row.map((value) => Math.round(1000 * value) / 1000)]),
        },
      ];
    } finally {
      tf.dispose(grams);
      examples.close();
    }
  },
});
