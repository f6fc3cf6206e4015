import { z } from 'zod';
import { message } from '../../text/message.ts';
import { activate, outputFunctionOf, rangeOfActivation } from '../activations.ts';
import { activationPart, parts } from '../card.ts';
import * as field from '../fields.ts';
import { defineKind, ok, warning } from '../kind.ts';
import { insertFlatten } from '../rank.ts';
import { axesBut, ruleFields, rulesOf } from '../rules.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { formatShape, sizeOf } from '../shape.ts';
import type { Tensor2D } from '../tensorflow.ts';
import { biasOf, refuseTooManyWeights, trained } from '../weights.ts';

const parameters = z.object({
  units: field.count(64),
  activation: field.activation(),
  useBias: field.bias(),
  kernelInitializer: field.initializer('glorotUniform'),
  biasInitializer: field.initializer('zeros'),
  ...ruleFields(),
});

/** Fully connected: `[..., in]` to `[..., units]`, kernel `[in, units]`, applied to the last axis. */
export const dense = defineKind({
  kind: 'dense',
  family: 'core',
  title: 'Dense',
  common: true,
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ units, activation }) => parts(formatShape([units]), activationPart(activation)),
  inferShape(params, [shape]) {
    const last = shape!.at(-1)!;
    const tooMany = refuseTooManyWeights([last, params.units]);
    if (tooMany) return tooMany;
    const positions = shape!.slice(0, -1);
    const output = [...positions, params.units];
    // Where one position is left, the units see all there is.
    if (shape!.length < 3 || sizeOf(positions) === 1) return ok(output);
    return ok(output, [
      warning('dense-on-image', message('layers.dense-on-image', { shape: shape! }), [insertFlatten]),
    ]);
  },
  weights: (params, [shape]) => [
    trained(
      'kernel',
      [shape!.at(-1)!, params.units],
      params.kernelInitializer,
      rulesOf(params, axesBut(2, 1)),
    ),
    ...biasOf(params, params.units),
  ],
  savedForBackward: (params, _inputs, output) => savedBeforeActivation(params, output),
  macs: (_params, [shape], output) => sizeOf(output) * shape!.at(-1)!,
  window: (_params, [shape]) => (shape!.length === 1 ? { reach: 'whole' } : { reach: 'pointwise' }),
  outputFunction: ({ activation }) => outputFunctionOf(activation),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights, logits }) {
    const x = inputs[0]!;
    const rows = x.rank === 2 ? (x as Tensor2D) : tf.reshape(x, [-1, x.shape.at(-1)!]);
    const product = tf.matMul(rows as Tensor2D, weights['kernel'] as Tensor2D);
    const biased = params.useBias ? tf.add(product, weights['bias']!) : product;
    const shaped = x.rank === 2 ? biased : tf.reshape(biased, [...x.shape.slice(0, -1), params.units]);
    return activate(tf, params.activation, shaped, logits);
  },
});
