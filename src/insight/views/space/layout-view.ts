import { z } from 'zod';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import type { LayoutRequest } from '../../projection/layout.ts';
import { nearestNeighbors } from '../../projection/neighbors.ts';
import { principalComponents } from '../../projection/pca.ts';
import { defineView, type SplitName, type View } from '../../view.ts';
import { activationsOf, layerBeforeAnswer } from './activations.ts';
import { colorOptions, pointsOf } from './points.ts';

/** Features that neighbors are sought in: more are first brought down to so many by principal components. */
const mostFeatures = 50;
/** Points that the trustworthiness is measured of. */
const measured = 600;
const measuredNeighbors = 10;

/** Columns of `[count, width]`, brought to this standard deviation of the first: where a layout starts. */
function startOf(projected: Float32Array, count: number, width: number, deviation: number): Float32Array {
  const column = (at: number): number[] =>
    Array.from({ length: count }, (_, row) => (at < width ? projected[row * width + at]! : 0));
  const first = column(0);
  const spread = Math.sqrt(first.reduce((sum, value) => sum + value * value, 0) / count);
  // Points at one place would never part.
  const tiny = (at: number): number => 1e-3 * deviation * Math.sin(7.3 * at);
  const second = column(1);
  return Float32Array.from({ length: 2 * count }, (_, at) => {
    const value = (at % 2 === 0 ? first : second)[at >> 1]!;
    return (spread > 0 ? (value / spread) * deviation : 0) + tiny(at);
  });
}

const colorOptionsOf = (parameters: unknown) => z.object(colorOptions).parse(parameters);

interface LayoutSpec<S extends z.ZodRawShape> {
  readonly view: string;
  readonly most: number;
  readonly parameters: S;
  neighbors(parameters: z.output<z.ZodObject<S>>): number;
  /** Standard deviation of the first column at the start. */
  readonly deviation: number;
  method(parameters: z.output<z.ZodObject<S>>, start: Float32Array): LayoutRequest['method'];
}

/** A view that lays examples out in the plane, so that those that a layer sees alike lie together. */
export const defineLayout = <S extends z.ZodRawShape>(spec: LayoutSpec<S>): View =>
  defineView({
    group: 'space',
    needs: ['layer'],
    usualLayer: layerBeforeAnswer,
    parameters: z.object({
      split: z.enum(['test', 'train']).default('test'),
      examples: z.int().min(10).max(spec.most).default(2000),
      ...colorOptions,
      ...spec.parameters,
    }),
    async *compute(tools, { layer }, parameters) {
      const { tf, yieldToTraining, layOut } = tools;
      const { split, examples: wanted } = parameters as { split: SplitName; examples: number };
      const chosen = parameters as z.output<z.ZodObject<S>>;
      const found = await activationsOf(tools, layer.id, split, wanted);
      let reduced: Tensor2D | null = null;
      try {
        const count = found.indices.length;
        const { projected, components } = await principalComponents(
          tf,
          found.x,
          mostFeatures,
          yieldToTraining,
        );
        reduced = tf.tensor2d(projected, [count, components]);
        const neighbors = await nearestNeighbors(tf, reduced, spec.neighbors(chosen), yieldToTraining);
        const start = startOf(projected, count, components, spec.deviation);
        const points = await pointsOf(tools, found, split, colorOptionsOf(parameters));
        const axis = (name: string) => ({
          label: message('members.caption', { view: spec.view, name }),
          min: null,
          max: null,
        });
        const figureOf = (places: Float32Array): Figure => ({
          figure: 'scatter',
          title: null,
          x: axis('x'),
          y: axis('y'),
          xs: Float32Array.from({ length: count }, (_, at) => places[2 * at]!),
          ys: Float32Array.from({ length: count }, (_, at) => places[2 * at + 1]!),
          ...points,
        });
        const some = Math.min(count, measured);
        const request: LayoutRequest = {
          neighbors,
          method: spec.method(chosen, start),
          measured: {
            data: projected.slice(0, some * components),
            features: components,
            neighbors: Math.min(measuredNeighbors, Math.max(1, Math.floor(some / 4))),
          },
        };
        let last: Float32Array = start;
        let trust = 0;
        for await (const layout of layOut(request)) {
          last = layout.places;
          trust = layout.trust ?? trust;
          yield [figureOf(last)];
          await yieldToTraining();
        }
        yield [
          figureOf(last),
          {
            figure: 'table',
            of: 'measures',
            title: null,
            columns: [message('insight.measure'), message('insight.value')],
            rows: [
              [message('members.caption', { view: spec.view, name: 'trust' }), trust],
              [message('members.caption', { view: spec.view, name: 'count' }), count],
            ],
          },
        ];
      } finally {
        found.x.dispose();
        reduced?.dispose();
        found.examples.close();
      }
    },
  });
