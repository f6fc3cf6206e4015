import { z } from 'zod';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { numberCell } from '../../paint/axes.ts';
import { defineView, type Examples, type SplitName } from '../../view.ts';
import { spread } from '../space/activations.ts';
import { outputsFor } from './outputs-of.ts';

const caption = (name: string) => message('members.caption', { view: 'regression', name });

/** How near predicted numbers are to true ones. */
export interface Fit {
  /** Coefficient of determination, as scikit-learn's `r2_score`; NaN where the truth does not vary. */
  readonly r2: number;
  readonly mae: number;
  readonly rmse: number;
  /** Mean of predicted less true. */
  readonly bias: number;
}

/** @param truth as many as predicted */
export function fitOf(predicted: ArrayLike<number>, truth: ArrayLike<number>): Fit {
  const count = predicted.length;
  let [sum, absolute, squares, offset] = [0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const error = predicted[at]! - truth[at]!;
    sum += truth[at]!;
    absolute += Math.abs(error);
    squares += error * error;
    offset += error;
  }
  let around = 0;
  for (let at = 0; at < count; at++) around += (truth[at]! - sum / count) ** 2;
  return {
    r2: around > 0 ? 1 - squares / around : Number.NaN,
    mae: absolute / count,
    rmse: Math.sqrt(squares / count),
    bias: offset / count,
  };
}

const column = (values: ArrayLike<number>, width: number, at: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: values.length / width }, (_, row) => values[row * width + at]!);

/** The examples with the largest errors: their images, or their numbers where they are none. */
function worst(
  examples: Examples,
  indices: readonly number[],
  predicted: Float32Array,
  truth: Float32Array,
  count: number,
  split: SplitName,
): Figure {
  const order = Array.from(predicted, (_, at) => at)
    .sort((a, b) => Math.abs(predicted[b]! - truth[b]!) - Math.abs(predicted[a]! - truth[a]!) || a - b)
    .slice(0, count);
  if (!examples.shape)
    return {
      figure: 'table',
      of: 'rows',
      title: caption('worst'),
      columns: ['example', 'true', 'predicted', 'residual'].map(caption),
      rows: order.map((at) => [
        String(indices[at]! + 1),
        truth[at]!,
        predicted[at]!,
        predicted[at]! - truth[at]!,
      ]),
    };
  const [height, width, channels] = examples.shape;
  return {
    figure: 'gallery',
    title: caption('worst'),
    height,
    width,
    channels,
    images: examples.pixels(order.map((at) => indices[at]!)),
    of: { split, examples: Float32Array.from(order, (at) => indices[at]!) },
    captions: order.map((at) =>
      message('insight.number-predicted', {
        predicted: predicted[at]!,
        actual: truth[at]!,
      }),
    ),
  };
}

/** Predicted against true numbers, what is left over, and where that is most. */
export const regression = defineView({
  group: 'errors',
  needs: [],
  refuse: (_network, _reading, _layer, target) => (target === 'numbers' ? null : 'needs-numbers'),
  parameters: z.object({
    split: z.enum(['test', 'train']).default('test'),
    examples: z.int().min(1).max(20_000).default(2000),
    count: z.int().min(1).max(100).default(12),
    output: z.int().min(0).default(0),
  }),
  async *compute(tools, _subject, { split, examples: wanted, output: asked, count }) {
    const examples = await tools.examples(split);
    try {
      const indices = spread(examples.count, wanted);
      const rows: { readonly predicted: Float32Array; readonly truth: ArrayLike<number> }[] = [];
      for await (const found of outputsFor(tools, examples, indices)) rows.push(found);
      const width = rows[0]!.predicted.length;
      const output = Math.min(asked, width - 1);
      const all = {
        predicted: rows.flatMap(({ predicted }) => [...predicted]),
        truth: rows.flatMap(({ truth }) => Array.from(truth)),
      };
      const name = (at: number): string => tools.labels[at] ?? String(at + 1);
      const [predicted, truth] = [column(all.predicted, width, output), column(all.truth, width, output)];
      const ends = [predicted, truth].flatMap((values) => [
        values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
        values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
      ]);
      const [low, high] = [Math.min(...ends), Math.max(...ends)];
      const axis = (label: string) => ({ label: caption(label), min: null, max: null });
      const points = {
        classes: new Float32Array(predicted.length),
        labels: [name(output)],
        thumbnails: null,
        of: { split, examples: Float32Array.from(indices) },
      };
      yield [
        {
          figure: 'scatter',
          title: caption('predicted-true'),
          x: axis('true'),
          y: axis('predicted'),
          xs: truth,
          ys: predicted,
          ...points,
          reference: { x: Float32Array.of(low, high), y: Float32Array.of(low, high) },
        },
        {
          figure: 'table',
          of: 'rows',
          title: null,
          columns: [caption('output'), ...['r2', 'mae', 'rmse', 'bias'].map(caption)],
          rows: Array.from({ length: width }, (_, at) => {
            const fit = fitOf(column(all.predicted, width, at), column(all.truth, width, at));
            return [name(at), ...[fit.r2, fit.mae, fit.rmse, fit.bias].map(numberCell)];
          }),
        },
        {
          figure: 'scatter',
          title: caption('residuals'),
          x: axis('predicted'),
          y: axis('residual'),
          xs: predicted,
          ys: predicted.map((value, at) => value - truth[at]!),
          ...points,
          reference: { x: Float32Array.of(low, high), y: Float32Array.of(0, 0) },
        },
        worst(examples, indices, predicted, truth, count, split),
      ];
    } finally {
      examples.close();
    }
  },
});
