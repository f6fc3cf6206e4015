import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { histogramOf } from '../../histogram.ts';
import { layoutOf } from '../../maps.ts';
import { defineView } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { outputsFor } from './outputs-of.ts';
import { pairedImages } from './paired-images.ts';

const caption = (name: string) => message('members.caption', { view: 'reconstructions', name });

/** How well a network returns its input: the error of each example, and the examples that it returns worst. */
export const reconstructions = defineView({
  group: 'errors',
  needs: [],
  refuse: (_network, _reading, _layer, target) => (target === 'input' ? null : 'needs-reconstruction'),
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(1).max(20_000).default(1000),
    count: z.int().min(1).max(100).default(12),
    order: z.enum(['worst', 'best']).default('worst'),
  }),
  async *compute(tools, _subject, { split, examples: wanted, order, count }) {
    const examples = await tools.examples(split);
    try {
      const indices = spread(examples.count, wanted);
      const errors: number[] = [];
      for await (const { predicted, truth } of outputsFor(tools, examples, indices)) {
        let squares = 0;
        for (let at = 0; at < predicted.length; at++) squares += (predicted[at]! - truth[at]!) ** 2;
        errors.push(squares / Math.max(1, predicted.length));
      }
      const sign = order === 'worst' ? -1 : 1;
      const chosen = errors
        .map((_, at) => at)
        .sort((a, b) => sign * (errors[a]! - errors[b]!) || a - b)
        .slice(0, count);
      const pairs: Float32Array[] = [];
      const own = chosen.map((at) => indices[at]!);
      for await (const { predicted, truth } of outputsFor(tools, examples, own))
        pairs.push(Float32Array.from(truth), predicted);
      const input = tools.network.layers.find(({ id }) => id === tools.network.inputs[0])!.outputShape;
      const values = Float32Array.from(errors);
      yield [
        pairedImages(
          layoutOf(input, pairs[0]!.length),
          pairs,
          caption(order),
          chosen.flatMap((at) => [
            tools.labels[examples.labels[indices[at]!]!] ?? `${indices[at]! + 1}`,
            message('insight.reconstruction-error', { error: errors[at]! }),
          ]),
        ),
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('mean'), errors.reduce((sum, error) => sum + error, 0) / errors.length],
            [caption('largest'), errors.reduce((most, error) => Math.max(most, error), 0)],
            [caption('examples'), errors.length],
          ],
        },
        { ...histogramOf('meanSquaredError', { shape: [errors.length], values }) },
      ];
    } finally {
      examples.close();
    }
  },
});
