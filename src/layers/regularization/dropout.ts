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
  synonyms: ['drop', 'dropout layer'],
  keywords: ['regularisation', 'overfitting', 'noise'],
  lesson:
    'While training, switches off each value at random with the given rate and scales the others up, so that their ' +
    'expected sum stays. No unit can rely on one particular neighbor, so the network learns features that are ' +
    'useful on their own, and overfits less. When the network is used, nothing is dropped. 0.5 is usual between ' +
    'dense layers, 0.1 to 0.3 elsewhere. Training loss looks worse than validation loss with it: that is normal.',
  parameters: z.object({
    rate: field.rate(0.5, 'The share of values switched off in each training step.'),
  }),
  inputs: { min: 1, max: 1 },
  summary: ({ rate }) => String(rate),
  inferShape: (_params, [shape]) => ok(shape!),
  weights: () => [],
  macs: () => 0,
  range: sameRange,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    return training && rate > 0 ? dropped(tf, x, random.uniform(x.shape), rate) : x;
  },
});
