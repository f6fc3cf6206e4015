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
  parameters: z.object({
    n: field.count(3),
  }),
  inputs: { min: 1, max: 1 },
  summary: ({ n }) => `x${n}`,
  inferShape: ({ n }, [shape]) => refuseRank(shape!, 1) ?? ok([n, shape![0]!]),
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: sameRange,
  moves: () => true,
  window: () => ({ reach: 'whole' }),
  forward: (tf, { n }, { inputs }) => tf.tile(tf.expandDims(inputs[0]!, 1), [1, n, 1]),
});
