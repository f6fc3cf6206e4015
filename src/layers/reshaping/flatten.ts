import { z } from 'zod';
import { defineKind, ok } from '../kind.ts';
import { rangeOfMoved } from '../range.ts';
import { sizeOf } from '../shape.ts';

/** `[...shape]` to `[product of shape]`, the last axis fastest. */
export const flatten = defineKind({
  kind: 'flatten',
  family: 'reshaping',
  title: 'Flatten',
  common: true,
  parameters: z.object({}),
  inputs: { min: 1, max: 1 },
  summary: () => '',
  inferShape: (_params, [shape]) => ok([sizeOf(shape!)]),
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: rangeOfMoved,
  moves: () => true,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs }) => tf.reshape(inputs[0]!, [-1, sizeOf(inputs[0]!.shape.slice(1))]),
});
