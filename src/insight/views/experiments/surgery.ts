import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { numberCell } from '../../paint/axes.ts';
import { type Change, defineView, type Tools } from '../../view.ts';
import { needsLabels } from '../attribution/attribution.ts';
import { spread } from '../space/activations.ts';
import { checkChannel } from '../units/channel.ts';
import { accuracyOf, answerOf, type ExampleAnswers } from './example-answers.ts';

const caption = (name: string) => message('members.caption', { view: 'surgery', name });

/** Channels that are muted one by one at most. */
const maxMutedAlone = 64;

/** Some channels of a layer's output times a factor. */
function scaledChannels(
  { tf }: Pick<Tools, 'tf'>,
  layer: NetworkLayer,
  channels: readonly number[],
  factor: number,
): Required<Pick<Change, 'output'>> {
  const count = layer.outputShape.at(-1) ?? 1;
  const factors = Float32Array.from({ length: count }, (_, at) => (channels.includes(at) ? factor : 1));
  return {
    output: (id: string, output: Tensor) => (id === layer.id ? tf.mul(output, tf.tensor1d(factors)) : output),
  };
}

/** Right answers of each class, as shares; NaN where the class does not occur. */
const byClass = ({ predicted, actual }: ExampleAnswers, classes: number): readonly number[] =>
  Array.from({ length: classes }, (_, own) => {
    let [right, all] = [0, 0];
    actual.forEach((label, at) => {
      if (label !== own) return;
      all++;
      if (predicted[at] === own) right++;
    });
    return right / all;
  });

/** What becomes of the answers when channels of a layer are muted or scaled, and what each channel is worth. */
export const surgery = defineView({
  group: 'experiments',
  needs: ['layer'],
  usualLayer: ({ layers }) =>
    layers.find(({ inputs, weights }) => inputs.length > 0 && weights.length > 0)?.id ?? null,
  refuse: (network, reading, layer, target) =>
    needsLabels(network, reading, layer, target) ??
    (layer && layer.inputs.length === 0 ? 'needs-inputs' : null),
  parameters: z.object({
    channels: z.array(z.int().min(0)).max(4096).default([0]),
    factor: z.number().min(-4).max(4).default(0),
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(10).max(10_000).default(500),
    each: z.boolean().default(false),
  }),
  async *compute(tools, { layer }, { channels, factor, split, examples: wanted, each }) {
    for (const channel of channels) checkChannel(layer, channel);
    const { labels } = tools;
    const examples = await tools.examples(split);
    try {
      const indices = spread(examples.count, wanted);
      const before = await answerOf(tools, examples, indices);
      const after = await answerOf(tools, examples, indices, scaledChannels(tools, layer, channels, factor));
      const changed = before.predicted.reduce((sum, own, at) => sum + Number(own !== after.predicted[at]), 0);
      const own = [byClass(before, labels.length), byClass(after, labels.length)];
      const figures: Figure[] = [
        {
          figure: 'table',
          of: 'rows',
          title: null,
          columns: ['', caption('before'), caption('after')],
          rows: [
            [caption('accuracy'), accuracyOf(before), accuracyOf(after)],
            [caption('loss'), numberCell(before.loss), numberCell(after.loss)],
            [caption('changed'), 0, changed],
          ],
        },
        {
          figure: 'table',
          of: 'rows',
          title: caption('classes'),
          columns: [message('insight.class'), caption('before'), caption('after')],
          rows: labels.map((label, at) => [label, numberCell(own[0]![at]!), numberCell(own[1]![at]!)]),
        },
      ];
      yield figures;
      if (!each) return;
      await tools.yieldToTraining();
      const count = Math.min(maxMutedAlone, layer.outputShape.at(-1) ?? 1);
      const alone: number[] = [];
      for (let channel = 0; channel < count; channel++) {
        const muted = scaledChannels(tools, layer, [channel], 0);
        alone.push(accuracyOf(await answerOf(tools, examples, indices, muted)));
        if (channel % 8 === 7) yield [...figures, ablationFigure(layer, alone, accuracyOf(before))];
      }
      yield [...figures, ablationFigure(layer, alone, accuracyOf(before))];
    } finally {
      examples.close();
    }
  },
});

/** The accuracy without each channel. */
const ablationFigure = (layer: NetworkLayer, alone: readonly number[], whole: number): Figure => ({
  figure: 'lines',
  title: caption('alone'),
  x: { label: message('insight.channel-of', { layer: layer.name }), min: null, max: null },
  y: { label: caption('accuracy'), min: null, max: null },
  series: [
    {
      label: caption('without'),
      style: 'points',
      x: Float32Array.from(alone, (_, at) => at),
      y: Float32Array.from(alone),
    },
    {
      label: caption('whole'),
      style: 'reference',
      x: Float32Array.of(0, Math.max(1, alone.length - 1)),
      y: Float32Array.of(whole, whole),
    },
  ],
});
