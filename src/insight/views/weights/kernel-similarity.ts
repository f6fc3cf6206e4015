import { z } from 'zod';
import type { TensorValue } from '../../../protocol/evaluation.ts';
import { message } from '../../../text/message.ts';
import { defineView } from '../../view.ts';
import { layerBeforeAnswer } from '../space/activations.ts';

/** Filters that are compared at most: the first ones. */
const most = 32;

/** The cosine of the angle between filters, the columns of a kernel `[..., filters]`; 0 where one has no length. */
export function cosines({ shape, values }: TensorValue): readonly (readonly number[])[] {
  const filters = shape.at(-1)!;
  const size = values.length / filters;
  const columns = Array.from({ length: Math.min(most, filters) }, (_, own) =>
    Float64Array.from({ length: size }, (__, at) => values[at * filters + own]!),
  );
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  return columns.map((a, i) =>
    columns.map((b, j) => {
      const length = lengths[i]! * lengths[j]!;
      return length > 0 ? dot(a, b) / length : 0;
    }),
  );
}

/** How alike the filters of a layer are: near 1, two of them do the same. */
export const kernelSimilarity = defineView({
  group: 'weights',
  needs: ['layer'],
  usualLayer: layerBeforeAnswer,
  parameters: z.object({}),
  refuse: (_network, _reading, layer) =>
    layer && !layer.weights.some(({ shape }) => shape.length >= 2) ? 'needs-kernel' : null,
  async *compute({ weights }, { layer }) {
    const kernel = Object.values(weights(layer)).find(({ shape }) => shape.length >= 2)!;
    const rows = cosines(kernel);
    const names = rows.map((_, at) => String(at));
    yield [
      {
        figure: 'table',
        of: 'matrix',
        title: message('members.caption', { view: 'kernel-similarity', name: 'cosine' }),
        columns: [message('members.caption', { view: 'kernel-similarity', name: 'filter' }), ...names],
        rows: rows.map((row, at) => [names[at]!, ...row.map((value) => Math.round(100 * value) / 100)]),
      },
    ];
  },
});
