import { z } from 'zod';
import type { Network, NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { numberCell } from '../../paint/axes.ts';
import { defineView, type Refusal } from '../../view.ts';

const caption = (name: string) => message('members.caption', { view: 'batch-statistics', name });

const normalizes = ({ kind, inputs }: NetworkLayer): boolean =>
  kind.acrossExamples === true && inputs.length > 0;

/** Channels that are shown one by one at most. */
const maxRows = 64;

/** Mean and variance of each channel. @param values `[count, channels]` */
export function statisticsOf(values: ArrayLike<number>, channels: number) {
  const count = values.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < values.length; at++) mean[at % channels]! += values[at]! / count;
  for (let at = 0; at < values.length; at++)
    variance[at % channels]! += (values[at]! - mean[at % channels]!) ** 2 / count;
  return { mean, variance };
}

/**
 * What batch normalization divides by: the statistics of some batches beside the moving ones with which the network is
 * used (Ioffe and Szegedy 2015).
 */
export const batchStatistics = defineView({
  group: 'weights',
  needs: ['layer'],
  usualLayer: ({ layers }: Network) => layers.find(normalizes)?.id ?? null,
  refuse: (network, _reading, layer): Refusal | null => {
    if (!network.layers.some(normalizes)) return 'needs-statistics';
    return layer && !normalizes(layer) ? 'needs-statistics-layer' : null;
  },
  parameters: z.object({
    split: z.enum(['test', 'train']).default('train'),
    batch: z.int().min(2).max(1024).default(32),
    batches: z.int().min(1).max(64).default(8),
  }),
  async *compute(tools, { layer }, { split, batch, batches }) {
    const { outputs, weights, yieldToTraining } = tools;
    const examples = await tools.examples(split);
    try {
      const channels = layer.outputShape.at(-1)!;
      const own = weights(layer);
      const moving = {
        mean: own['moving_mean']?.values ?? new Float32Array(channels),
        variance: own['moving_variance']?.values ?? new Float32Array(channels).fill(1),
      };
      const [source] = layer.inputs;
      const found: ReturnType<typeof statisticsOf>[] = [];
      const size = Math.min(batch, examples.count);
      const some = Math.max(1, Math.min(batches, Math.floor(examples.count / size)));
      const show = (): readonly Figure[] => {
        const across = (name: 'mean' | 'variance', channel: number): readonly number[] =>
          found.map((each) => each[name][channel]!);
        const average = (values: readonly number[]): number =>
          values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
        const places = Float32Array.from({ length: channels }, (_, at) => at);
        const lines = (name: 'mean' | 'variance'): Figure => ({
          figure: 'lines',
          title: caption(name),
          x: { label: message('insight.channel-of', { layer: layer.name }), min: null, max: null },
          y: { label: caption(name === 'mean' ? 'mean-value' : 'deviation-value'), min: null, max: null },
          series: [
            ...(['least', 'most'] as const).map((end) => ({
              label: caption(end),
              style: 'line' as const,
              x: places,
              y: Float32Array.from({ length: channels }, (_, channel) => {
                const values = across(name, channel);
                const value = end === 'least' ? Math.min(...values) : Math.max(...values);
                return name === 'mean' ? value : Math.sqrt(value);
              }),
            })),
            {
              label: caption('moving'),
              style: 'points' as const,
              x: places,
              y: Float32Array.from(moving[name], (value) => (name === 'mean' ? value : Math.sqrt(value))),
            },
          ],
        });
        return [
          lines('mean'),
          lines('variance'),
          {
            figure: 'table',
            of: 'rows',
            title: null,
            columns: ['channel', 'batch-mean', 'moving-mean', 'batch-deviation', 'moving-deviation'].map(
              caption,
            ),
            rows: Array.from({ length: Math.min(channels, maxRows) }, (_, channel) => [
              String(channel),
              numberCell(average(across('mean', channel))),
              numberCell(moving.mean[channel]!),
              numberCell(Math.sqrt(average(across('variance', channel)))),
              numberCell(Math.sqrt(moving.variance[channel]!)),
            ]),
          },
        ];
      };
      for (let at = 0; at < some; at++) {
        const x = examples.inputs(Array.from({ length: size }, (_, row) => at * size + row));
        const results = outputs(x, [source!]);
        found.push(statisticsOf(results.get(source!)!.dataSync(), channels));
        x.dispose();
        for (const tensor of results.values()) tensor.dispose();
        yield show();
        await yieldToTraining();
      }
    } finally {
      examples.close();
    }
  },
});
