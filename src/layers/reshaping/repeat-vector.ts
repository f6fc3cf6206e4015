import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';

/** A vector repeated as a sequence: `[features]` to `[n, features]`. */
export const repeatVector = defineKind({
  kind: 'repeatVector',
  family: 'reshaping',
  title: 'RepeatVector',
  synonyms: ['repeat', 'tile'],
  keywords: ['repeat', 'tile', 'sequence', 'decoder'],
  lesson:
    'Makes a sequence of one vector by repeating it. In a sequence autoencoder the encoder ends in one vector, and the ' +
    'decoder, an LSTM that wants an input at every step, gets that vector each time.',
  parameters: z.object({
    n: field.count(3, {
      title: 'Times',
      description: 'How often the vector is repeated: the length of the sequence.',
    }),
  }),
  inputs: { min: 1, max: 1 },
  summary: ({ n }) => `x${n}`,
  inferShape: ({ n }, [shape]) => refuseRank(shape!, 1) ?? ok([n, shape![0]!]),
  weights: () => [],
  macs: () => 0,
  range: sameRange,
  moves: () => true,
  window: () => ({ reach: 'whole' }),
  forward: (tf, { n }, { inputs }) => tf.tile(tf.expandDims(inputs[0]!, 1), [1, n, 1]),
});
