import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { dropped } from './dropped.ts';

/** Inverted dropout (Srivastava et al. 2014): in training, zeroes a share of the values, scales up the rest. */
export const dropout = defineKind({
  kind: 'dropout',
  family: 'regularization',
  title: 'Dropout',
  common: true,
  parameters: z.object({
    rate: field.rate(0.5),
  }),
  inputs: { min: 1, max: 1 },
  summary: ({ rate }) => String(rate),
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  drops: true,
  linear: () => true,
  range: sameRange,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    return training && rate > 0 ? dropped(tf, x, random.uniform(x.shape), rate) : x;
  },
});
