import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { by } from '../sliding.ts';

const parameters = z.object({
  height: field.count(24, { title: 'Height', description: 'Height of the result.', unit: 'px' }),
  width: field.count(24, { title: 'Width', description: 'Width of the result.', unit: 'px' }),
});

/** Where the cut begins: an odd pixel stays at the end, as in Keras. */
const start = (from: number, to: number): number => Math.floor((from - to) / 2);

/** The middle of an image: `[any, any, channels]` to `[height, width, channels]`. */
export const centerCrop = defineKind({
  kind: 'centerCrop',
  family: 'preprocessing',
  title: 'CenterCrop',
  synonyms: ['center crop', 'centre crop', 'crop'],
  keywords: ['crop', 'middle', 'cut'],
  lesson:
    'Keeps the middle of the image and forgets the border. Photographs mostly have their subject there, so the border ' +
    'costs computation and tells little; the famous networks are tested on the central 224 × 224 pixels of 256 × 256.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ height, width }) => by([height, width]),
  inferShape({ height, width }, [shape]) {
    const ranked = refuseRank(shape!, 3);
    if (ranked) return ranked;
    const [rows, columns, channels] = shape as [number, number, number];
    if (height <= rows && width <= columns) return ok([height, width, channels]);
    const fitting = { height: Math.min(height, rows), width: Math.min(width, columns) };
    return fail(
      'crop-larger-than-input',
      `A ${by([height, width])} crop does not fit a ${by([rows, columns])} image.`,
      [
        {
          label: `Crop to ${by([fitting.height, fitting.width])}`,
          action: 'setParams',
          params: fitting,
        },
      ],
    );
  },
  weights: () => [],
  macs: () => 0,
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
