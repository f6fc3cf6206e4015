import { z } from 'zod';
import { message } from '../../text/message.ts';
import { by } from '../../text/shapes.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';

const parameters = z.object({
  height: field.count(24),
  width: field.count(24),
});

/** Where the cut begins: an odd pixel stays at the end, as in Keras. */
const start = (from: number, to: number): number => Math.floor((from - to) / 2);

/** The middle of an image: `[any, any, channels]` to `[height, width, channels]`. */
export const centerCrop = defineKind({
  kind: 'centerCrop',
  family: 'preprocessing',
  title: 'CenterCrop',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ height, width }) => by([height, width]),
  inferShape({ height, width }, [shape]) {
    const ranked = refuseRank(shape!, 3);
    if (ranked) return ranked;
    const [rows, columns, channels] = shape as [number, number, number];
    if (height <= rows && width <= columns) return ok([height, width, channels]);
    const fitting = { height: Math.min(height, rows), width: Math.min(width, columns) };
    const values = { crop: [height, width], input: [rows, columns] };
    return fail('crop-larger-than-input', message('layers.crop-larger-than-input', values), [
      {
        label: message('layers.crop-to', { size: [fitting.height, fitting.width] }),
        action: 'setParams',
        params: fitting,
      },
    ]);
  },
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: sameRange,
  moves: () => true,
  window: ({ height, width }, [shape]) => ({
    reach: 'local',
    size: [1, 1],
    stride: [1, 1],
    padStart: [-start(shape![0]!, height), -start(shape![1]!, width)],
  }),
  forward(tf, { height, width }, { inputs }) {
    const [, rows, columns] = inputs[0]!.shape as [number, number, number];
    return tf.slice(inputs[0]!, [0, start(rows, height), start(columns, width), 0], [-1, height, width, -1]);
  },
});
