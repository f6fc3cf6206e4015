import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import type { TensorValue } from '../../../protocol/evaluation.ts';
import { message } from '../../../text/message.ts';
import { defineView, type Examples, type Tools } from '../../view.ts';
import { needsLabels } from '../attribution/attribution.ts';
import { spread } from '../space/activations.ts';

const caption = (name: string) => message('members.caption', { view: 'compression', name });

/** Examples whose gradients are taken at once. */
const portion = 50;

/** The relative error of weights rounded to 8 bits, each filter with its own scale, symmetric around zero. */
export function roundingError({ shape, values }: TensorValue): number {
  const filters = shape.length < 2 ? 1 : shape.at(-1)!;
  let [error, all] = [0, 0];
  for (let filter = 0; filter < filters; filter++) {
    let most = 0;
    for (let at = filter; at < values.length; at += filters) most = Math.max(most, Math.abs(values[at]!));
    const step = most / 127;
    for (let at = filter; at < values.length; at += filters) {
      const value = values[at]!;
      const rounded = step > 0 ? Math.round(value / step) * step : 0;
      error += (value - rounded) ** 2;
      all += value ** 2;
    }
  }
  return all > 0 ? Math.sqrt(error / all) : 0;
}

/**
 * How much the loss would change without each channel of some layers, by the first-order Taylor estimate (Molchanov et
 * al. 2017): the mean over examples of the magnitude of output times gradient, summed over the channel's places.
 * @returns for each layer `[channels]`
 */
export async function taylorImportance(
  { tf, scores, yieldToTraining }: Pick<Tools, 'tf' | 'scores' | 'yieldToTraining'>,
  layers: readonly NetworkLayer[],
  examples: Examples,
  indices: readonly number[],
): Promise<readonly Float64Array[]> {
  const importance = layers.map(({ outputShape }) => new Float64Array(outputShape.at(-1) ?? 1));
  for (let start = 0; start < indices.length; start += portion) {
    const own = indices.slice(start, start + portion);
    const x = examples.inputs(own);
    const labels = Int32Array.from(own, (index) => examples.labels[index]!);
    tf.tidy(() => {
      // Each layer's output is scaled by a factor of 1 for each of its channels: the slope by it is the sum of
      // output times gradient.
      const ones = layers.map(({ outputShape }) => tf.ones([own.length, outputShape.at(-1) ?? 1]));
      const loss = (...factors: Tensor[]): Tensor => {
        const answers = scores(x, {
          output(id, output) {
            const at = layers.findIndex((layer) => layer.id === id);
            if (at < 0) return output;
            const places = output.rank - 2;
            const factor = tf.reshape(factors[at]!, [
              own.length,
              ...new Array<number>(Math.max(0, places)).fill(1),
              ...(output.rank > 1 ? [output.shape.at(-1)!] : []),
            ]);
            return tf.mul(output, factor);
          },
        });
        const truth = tf.oneHot(tf.tensor1d(labels, 'int32'), answers.shape[1]!);
        return tf.neg(tf.sum(tf.mul(tf.logSoftmax(answers), truth)));
      };
      tf.grads(loss)(ones).forEach((slope, at) => {
        const sizes = tf.sum(tf.abs(slope), 0).dataSync();
        sizes.forEach((value, channel) => {
          importance[at]![channel] = importance[at]![channel]! + value / indices.length;
        });
      });
    });
    x.dispose();
    await yieldToTraining();
  }
  return importance;
}

/**
 * What could be saved of each layer: its size in 8 bits, the error that rounding makes, and the channels whose removal
 * would change the loss least, by the first-order Taylor estimate (Molchanov et al. 2017).
 */
export const compression = defineView({
  group: 'weights',
  needs: [],
  refuse: needsLabels,
  parameters: z.object({
    share: z.number().min(0).max(50).default(1),
    split: z.enum(['test', 'train']).default('train'),
    examples: z.int().min(10).max(5000).default(200),
  }),
  async *compute(tools, _subject, { share, split, examples: wanted }) {
    const { network, weights } = tools;
    const layers = network.layers.filter((layer) => layer.weights.length > 0);
    const examples = await tools.examples(split);
    let importance: readonly Float64Array[];
    try {
      importance = await taylorImportance(tools, layers, examples, spread(examples.count, wanted));
    } finally {
      examples.close();
    }
    const rows = layers.map((layer, at) => {
      const own = Object.values(weights(layer));
      const count = own.reduce((sum, { values }) => sum + values.length, 0);
      const error = Math.max(0, ...own.map(roundingError));
      const channels = importance[at]!;
      const total = channels.reduce((sum, value) => sum + value, 0);
      // The least important channels that together make up at most this share.
      let [spent, prunable] = [0, 0];
      for (const value of [...channels].sort((a, b) => a - b)) {
        spent += value;
        if (spent > (share / 100) * total) break;
        prunable++;
      }
      return [layer.name, 4 * count, count, error, channels.length, prunable] as const;
    });
    yield [
      {
        figure: 'table',
        of: 'rows',
        title: null,
        columns: ['layer', 'whole', 'small', 'error', 'channels', 'prunable'].map(caption),
        rows: rows.map((row) => [...row]),
      },
      {
        figure: 'table',
        of: 'measures',
        title: null,
        columns: [message('insight.measure'), message('insight.value')],
        rows: [
          [caption('total'), rows.reduce((sum, [, whole]) => sum + whole, 0)],
          [caption('smaller'), rows.reduce((sum, [, , small]) => sum + small, 0)],
        ],
      },
    ];
  },
});
