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
  synonyms: ['flat', 'unroll', 'to vector'],
  keywords: ['vector', 'unroll', 'reshape'],
  lesson:
    'Lays all values of the feature maps in one row, so that a dense layer can take them: 5 × 5 × 16 becomes a ' +
    'vector of 400. Nothing is computed and nothing is lost but the arrangement; the layers above no longer know ' +
    'which values were neighbors. It stands where the convolutional part ends and the classifier begins.',
  parameters: z.object({}),
  inputs: { min: 1, max: 1 },
  summary: () => '',
  inferShape: (_params, [shape]) => ok([sizeOf(shape!)]),
  weights: () => [],
  macs: () => 0,
  range: rangeOfMoved,
  moves: () => true,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs }) => tf.reshape(inputs[0]!, [-1, sizeOf(inputs[0]!.shape.slice(1))]),
});
