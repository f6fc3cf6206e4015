import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { histogramOf } from '../../histogram.ts';
import { defineView } from '../../view.ts';
import { activationsOf, layerBeforeAnswer } from '../space/activations.ts';

const caption = (name: string) => message('members.caption', { view: 'channel-activity', name });

/** Channels that are reported at most. */
const maxRows = 64;

/** How often each channel of a layer is active over examples; those that never are, or never change, are dead. */
export const channelActivity = defineView({
  group: 'weights',
  needs: ['layer'],
  usualLayer: layerBeforeAnswer,
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(1).max(10_000).default(512),
  }),
  async *compute(tools, { layer }, { split, examples: wanted }) {
    const { tf } = tools;
    const { x, examples } = await activationsOf(tools, layer.id, split, wanted);
    examples.close();
    const channels = layer.outputShape.at(-1) ?? 1;
    const figures = tf.tidy(() => {
      const flat = tf.reshape(x, [-1, channels]);
      return [
        tf.mean(tf.cast(tf.greater(flat, 0), 'float32'), 0),
        tf.mean(flat, 0),
        tf.min(flat, 0),
        tf.max(flat, 0),
      ];
    });
    const [active, mean, min, max] = figures.map((figure) => [...figure.dataSync()]);
    const spread = histogramOf(layer.name, {
      shape: [...layer.outputShape],
      values: new Float32Array(x.dataSync()),
    });
    tf.dispose([x, ...figures]);
    const rows = Array.from(
      { length: channels },
      (_, at) => [at, active![at]!, mean![at]!, min![at]!, max![at]!] as const,
    );
    const dead = rows.filter(([, , , low, high]) => high === low).length;
    const never = rows.filter(([, share]) => share === 0).length;
    yield [
      {
        figure: 'table',
        of: 'rows',
        title: null,
        columns: ['channel', 'active', 'mean', 'min', 'max'].map(caption),
        rows: [...rows]
          .sort((a, b) => a[1] - b[1] || a[0] - b[0])
          .slice(0, maxRows)
          .map(([at, ...others]) => [String(at), ...others]),
      },
      {
        figure: 'table',
        of: 'measures',
        title: null,
        columns: [message('insight.measure'), message('insight.value')],
        rows: [
          [caption('channels'), channels],
          [caption('constant'), dead],
          [caption('never'), never],
        ],
      },
      spread,
    ];
  },
});
