import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { principalComponents } from '../../projection/pca.ts';
import { defineView } from '../../view.ts';
import { activationsOf, layerBeforeAnswer } from './activations.ts';
import { colorOptions, pointsOf } from './points.ts';

const caption = (name: string) => message('members.caption', { view: 'pca', name });

/** A layer's outputs along the directions in which they differ most (Pearson 1901; as scikit-learn's PCA). */
export const pca = defineView({
  group: 'space',
  needs: ['layer'],
  usualLayer: layerBeforeAnswer,
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(10).max(60_000).default(2000),
    ...colorOptions,
  }),
  async *compute(tools, { layer }, { split, examples: wanted, ...coloring }) {
    const found = await activationsOf(tools, layer.id, split, wanted);
    try {
      const components = await principalComponents(tools.tf, found.x, 10, tools.yieldToTraining);
      const { projected, shares, components: width } = components;
      const axis = (at: number) => ({
        label: message('insight.component', { index: at + 1, share: shares[at] ?? 0 }),
        min: null,
        max: null,
      });
      const along = (at: number) =>
        Float32Array.from(found.indices, (_, row) => (at < width ? projected[row * width + at]! : 0));
      yield [
        {
          figure: 'scatter',
          title: null,
          x: axis(0),
          y: axis(1),
          xs: along(0),
          ys: along(1),
          ...(await pointsOf(tools, found, split, coloring)),
        },
        {
          figure: 'lines',
          title: caption('explained'),
          x: { label: caption('component'), min: 1, max: Math.max(2, width) },
          y: { label: caption('share'), min: 0, max: 1 },
          series: [
            {
              label: caption('sum'),
              style: 'points',
              x: Float32Array.from(shares, (_, at) => at + 1),
              y: Float32Array.from(shares, (_, at) =>
                shares.slice(0, at + 1).reduce((sum, each) => sum + each, 0),
              ),
            },
          ],
        },
      ];
    } finally {
      found.x.dispose();
      found.examples.close();
    }
  },
});
