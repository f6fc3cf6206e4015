import { z } from 'zod';
import { message } from '../../../text/message.ts';
import type { Figure } from '../../figure.ts';
import type { LayoutRequest } from '../../projection/layout.ts';
import { layOutInPlane } from '../../projection/plane.ts';
import { defineView, type SplitName, type View } from '../../view.ts';
import { activationsOf, layerBeforeAnswer } from './activations.ts';
import { colorOptions, pointsOf } from './points.ts';

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
      const { split, examples: wanted } = parameters as { split: SplitName; examples: number };
      const chosen = parameters as z.output<z.ZodObject<S>>;
      const found = await activationsOf(tools, layer.id, split, wanted);
      try {
        const count = found.indices.length;
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
        let last = new Float32Array(2 * count);
        let trust = 0;
        const plane = {
          neighbors: spec.neighbors(chosen),
          deviation: spec.deviation,
          method: (start: Float32Array) => spec.method(chosen, start),
        };
        for await (const layout of layOutInPlane(tools, found.x, plane)) {
          last = layout.places;
          trust = layout.trust ?? trust;
          yield [figureOf(last)];
          await tools.yieldToTraining();
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
        found.examples.close();
      }
    },
  });
