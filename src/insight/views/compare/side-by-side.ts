import { z } from 'zod';
import type { Tensor } from '../../../layers/tensorflow.ts';
import { EngineError } from '../../../protocol/client.ts';
import type { TensorValue } from '../../../protocol/evaluation.ts';
import { message, type Text } from '../../../text/message.ts';
import { readOutput } from '../../feature-maps.ts';
import type { Figure } from '../../figure.ts';
import { filterMaps, matrixMap, outputMaps } from '../../maps.ts';
import { rangeOfAll } from '../../paint/range.ts';
import { mapsOf } from '../../paint/tiles.ts';
import { type Change, defineView, type Moment, type Tools } from '../../view.ts';

const caption = (name: string) => message('members.caption', { view: 'side-by-side', name });

/** The kept moment nearest to some steps; null where none was kept. */
async function momentNear(tools: Tools, steps: number): Promise<Moment | null> {
  let nearest: Moment | null = null;
  for await (const moment of tools.moments()) {
    if (!nearest || Math.abs(moment.steps - steps) < Math.abs(nearest.steps - steps)) nearest = moment;
    await tools.yieldToTraining();
  }
  return nearest;
}

const weightsFrom = ({ tf }: Pick<Tools, 'tf'>, { weights }: Moment): Change => ({
  weights: (layer, own) => {
    const then = weights(layer);
    return Object.fromEntries(
      Object.entries(own).map(([name, value]) => {
        const found = then[name];
        return [name, found ? tf.tensor(found.values, [...found.shape]) : value];
      }),
    );
  },
});

const lessOf = (one: TensorValue, other: TensorValue): TensorValue => ({
  shape: one.shape,
  values: Float32Array.from(one.values, (value, at) => value - other.values[at]!),
});

const kernelOf = (own: Readonly<Record<string, TensorValue>>): TensorValue | null => {
  const all = Object.values(own);
  return (
    all.find(({ shape }) => shape.length === 4) ??
    all.find(({ shape }) => shape.length === 2) ??
    all[0] ??
    null
  );
};

const pictureOf = (weight: TensorValue) => {
  if (weight.shape.length === 4) return filterMaps(weight);
  return matrixMap(weight.shape.length === 2 ? weight : { ...weight, shape: [1, weight.values.length] });
};

/** A layer's maps of two images or at two moments of training, and their difference; its filters at two moments. */
export const sideBySide = defineView({
  group: 'experiments',
  needs: ['layer', 'image'],
  usualLayer: ({ layers }) =>
    layers.find(({ outputShape, inputs }) => inputs.length > 0 && outputShape.length > 1)?.id ?? null,
  parameters: z.object({
    against: z.enum(['moment', 'image']).default('moment'),
    what: z
      .enum(['maps', 'filters'])
      .default('maps')
      .meta({ only: { against: 'moment' } }),
    step: z
      .int()
      .min(0)
      .default(0)
      .meta({ only: { against: 'moment' } }),
    example: z
      .int()
      .min(0)
      .default(1)
      .meta({ only: { against: 'image' } }),
  }),
  async *compute(tools, { layer, image }, { against, what, step, example }) {
    const { tf, input, differentiable } = tools;
    const maps = (x: Tensor, change?: Change): TensorValue =>
      tf.tidy(() => readOutput(differentiable(x, [layer.id], change).get(layer.id)!));
    const x = input(image);
    const distance = (one: TensorValue, other: TensorValue): number => {
      let [apart, length] = [0, 0];
      one.values.forEach((value, at) => {
        apart += (value - other.values[at]!) ** 2;
        length += value * value;
      });
      return Math.sqrt(apart / Math.max(1e-30, length));
    };
    const show = (one: TensorValue, other: TensorValue, title: Text): readonly Figure[] => {
      const shown = what === 'filters' && against === 'moment' ? pictureOf : outputMaps;
      // Both on one scale.
      const ranges = [one, other].map((each) => rangeOfAll(mapsOf(shown(each))));
      const range = {
        min: Math.min(...ranges.map(({ min }) => min)),
        max: Math.max(...ranges.map(({ max }) => max)),
      };
      const apart = shown(lessOf(one, other));
      return [
        {
          figure: 'table',
          of: 'measures',
          title: null,
          columns: [message('insight.measure'), message('insight.value')],
          rows: [
            [caption('compared'), title],
            [caption('distance'), distance(one, other)],
          ],
        },
        { ...shown(one), title: caption('now'), range },
        { ...shown(other), title, range },
        { ...apart, ...(apart.of === 'outputs' && { of: 'difference' }), title: caption('difference') },
      ];
    };
    try {
      if (against === 'image') {
        const examples = await tools.examples('test');
        const index = Math.min(example, examples.count - 1);
        const y = examples.inputs([index]);
        try {
          yield show(maps(x), maps(y), message('insight.test-image', { index }));
        } finally {
          y.dispose();
          examples.close();
        }
        return;
      }
      const moment = await momentNear(tools, step);
      if (!moment) throw new EngineError('refused', message('insight.no-moments'));
      const title = message('insight.at-step', { step: moment.steps });
      if (what === 'filters') {
        const [now, then] = [kernelOf(tools.weights(layer)), kernelOf(moment.weights(layer))];
        if (now && then) yield show(now, then, title);
        return;
      }
      yield show(maps(x), maps(x, weightsFrom(tools, moment)), title);
    } finally {
      x.dispose();
    }
  },
});
