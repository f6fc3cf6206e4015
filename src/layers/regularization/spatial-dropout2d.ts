import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { dropped } from './dropped.ts';

/** Dropout of whole feature maps (Tompson et al. 2015): `[height, width, channels]`, one draw a channel. */
export const spatialDropout2d = defineKind({
  kind: 'spatialDropout2d',
  family: 'regularization',
  title: 'SpatialDropout2D',
  keywords: ['dropout', 'channel dropout', 'regularisation', 'overfitting'],
  lesson:
    'Dropout that switches off whole feature maps. Neighbouring pixels of a map carry nearly the same information, so ' +
    'dropping single pixels hides little; dropping the whole map does. Use it between convolutions where ordinary ' +
    'Dropout has no effect.',
  parameters: z.object({
    rate: field.rate(0.5, 'The share of feature maps switched off in each training step.'),
  }),
  inputs: { min: 1, max: 1 },
  summary: ({ rate }) => String(rate),
  inferShape: (_params, [shape]) => refuseRank(shape!, 3) ?? ok(shape!),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    return training && rate > 0 ? dropped(tf, x, random.uniform([x.shape[0]!, 1, 1, x.shape[3]!]), rate) : x;
  },
  // TensorFlow.js has no layer of that name; its Dropout with one draw a channel is the same.
  tfjs: ({ rate }) => ({ className: 'Dropout', config: { rate, noise_shape: [null, 1, 1, null] } }),
});
