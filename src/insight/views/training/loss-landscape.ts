import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import { outputMaps } from '../../maps.ts';
import { numberCell } from '../../paint/axes.ts';
import { createRandom } from '../../random.ts';
import { type Change, defineView, type Tools } from '../../view.ts';
import { needsLabels } from '../attribution/attribution.ts';
import { answerOf } from '../experiments/example-answers.ts';
import { spread } from '../space/activations.ts';
import { hasWeights } from './moments.ts';

const caption = (name: string) => message('members.caption', { view: 'loss-landscape', name });

/** By layer and weight. */
type Direction = ReadonlyMap<string, Readonly<Record<string, Tensor>>>;

/**
 * A random direction, each filter as long as the filter that it moves; biases and the weights of normalization stay (Li
 * et al. 2018). @param shape `[..., filters]`
 */
export function filterNormalized(
  values: ArrayLike<number>,
  shape: readonly number[],
  normal: () => number,
): Float32Array<ArrayBuffer> {
  const direction = Float32Array.from({ length: values.length }, () => (shape.length < 2 ? 0 : normal()));
  const filters = shape.at(-1) ?? 1;
  if (shape.length < 2) return direction;
  for (let filter = 0; filter < filters; filter++) {
    let [own, length] = [0, 0];
    for (let at = filter; at < values.length; at += filters) {
      own += values[at]! ** 2;
      length += direction[at]! ** 2;
    }
    const factor = Math.sqrt(own) / (Math.sqrt(length) + 1e-10);
    for (let at = filter; at < values.length; at += filters) direction[at] = direction[at]! * factor;
  }
  return direction;
}

function directionOf({ tf, network, weights }: Tools, normal: () => number): Direction {
  return new Map(
    network.layers
      .filter(hasWeights)
      .map((layer) => [
        layer.id,
        Object.fromEntries(
          Object.entries(weights(layer)).map(([name, { shape, values }]) => [
            name,
            tf.tensor(filterNormalized(values, shape, normal), [...shape]),
          ]),
        ),
      ]),
  );
}

/** The loss around the weights, along two random directions in which each filter moves by its own length. */
export const lossLandscape = defineView({
  group: 'training',
  needs: [],
  refuse: needsLabels,
  parameters: z.object({
    points: z.int().min(3).max(51).default(13),
    reach: z.number().min(0.01).max(10).default(1),
    plane: z.boolean().default(true),
    split: z.enum(['test', 'train']).default('train'),
    examples: z.int().min(10).max(5000).default(200),
    seed: z.int().min(0).max(1_000_000).default(0),
  }),
  async *compute(tools, _subject, { points: asked, reach, plane, split, examples: wanted, seed }) {
    // Odd, so that the weights themselves are in the middle.
    const points = asked + 1 - (asked % 2);
    const { tf, yieldToTraining } = tools;
    const examples = await tools.examples(split);
    const { normal } = createRandom(seed + 1);
    const directions = [directionOf(tools, normal), directionOf(tools, normal)] as const;
    const indices = spread(examples.count, wanted);
    const at = (index: number): number => ((2 * index) / (points - 1) - 1) * reach;
    const lossAt = async (across: number, down: number): Promise<number> => {
      const moved = (layer: NetworkLayer, own: Readonly<Record<string, Tensor>>) =>
        Object.fromEntries(
          Object.entries(own).map(([name, value]) => {
            const [first, second] = directions.map((direction) => direction.get(layer.id)?.[name]);
            if (!first || !second) return [name, value];
            return [name, tf.add(value, tf.add(tf.mul(first, across), tf.mul(second, down)))];
          }),
        );
      const change: Change = { weights: moved };
      return (await answerOf(tools, examples, indices, change)).loss;
    };
    try {
      const slices: number[][] = [[], []];
      const lines = (): Figure => ({
        figure: 'lines',
        title: caption('slices'),
        x: { label: caption('distance'), min: -reach, max: reach },
        y: { label: caption('loss'), min: null, max: null },
        series: slices.map((losses, index) => ({
          label: caption(index === 0 ? 'first' : 'second'),
          style: 'line',
          x: Float32Array.from(losses, (_, step) => at(step)),
          y: Float32Array.from(losses),
        })),
      });
      for (let step = 0; step < points; step++) {
        slices[0]!.push(await lossAt(at(step), 0));
        slices[1]!.push(await lossAt(0, at(step)));
        yield [lines()];
        await yieldToTraining();
      }
      if (!plane) return;
      const values = new Float32Array(points * points).fill(Number.NaN);
      // Of a plane the larger losses would hide the valley.
      const surface = (): readonly Figure[] => [
        lines(),
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('center'), numberCell(values[(points * points - 1) / 2]!)],
            [
              caption('least'),
              numberCell(
                finite(values).reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
              ),
            ],
            [
              caption('most'),
              numberCell(
                finite(values).reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
              ),
            ],
          ],
        },
        outputMaps({ shape: [points, points, 1], values: values.map(Math.log10) }),
      ];
      for (let row = 0; row < points; row++) {
        for (let column = 0; column < points; column++)
          values[row * points + column] = await lossAt(at(column), at(row));
        yield surface();
        await yieldToTraining();
      }
      yield surface();
    } finally {
      for (const direction of directions)
        for (const own of direction.values()) tf.dispose(Object.values(own));
      examples.close();
    }
  },
});

const finite = (values: Float32Array): Float32Array => values.filter(Number.isFinite);
