import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import type { Tensor4D } from '../tensorflow.ts';

const parameters = z.object({
  depthRadius: field.count(2, { min: 0, max: 512 }),
  bias: field.real(2, { min: 1e-6, max: 1e6 }),
  alpha: field.real(1e-4, { min: 0, max: 1e6 }),
  beta: field.real(0.75, { min: 0, max: 10 }),
});

/**
 * Local response normalization across channels (Krizhevsky, Sutskever and Hinton 2012) of
 * `[height, width, channels]`: `x / (bias + alpha * sum of squares over 2 * depthRadius + 1 channels) ^ beta`.
 */
export const localResponseNormalization = defineKind({
  kind: 'localResponseNormalization',
  family: 'normalization',
  title: 'LocalResponseNormalization',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ depthRadius }) => sentence(message('layers.card-channels', { channels: 2 * depthRadius + 1 })),
  inferShape: (_params, [shape]) => refuseRank(shape!, 3) ?? ok(shape!),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, { depthRadius, bias, alpha, beta }, { inputs }) =>
    tf.localResponseNormalization(inputs[0] as Tensor4D, depthRadius, bias, alpha, beta),
});
