import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { by } from '../../text/shapes.ts';
import { activate, rangeOfActivation } from '../activations.ts';
import { activationPart, parts } from '../card.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { savedBeforeActivation } from '../saved-for-backward.ts';
import { sizeOf } from '../shape.ts';
import { refuseTooLarge, type Sliding, slide, slidingWindow, spatialOf } from '../sliding.ts';
import type { Tensor4D } from '../tensorflow.ts';

const parameters = z.object({
  poolSize: field.sizes(2, 2),
  useCoefficient: field.flag(true),
  activation: field.activation('scaledTanh'),
});

const slidingOf = ({ poolSize }: z.output<typeof parameters>): Sliding => ({
  kernel: poolSize,
  strides: poolSize,
  dilation: poolSize.map(() => 1),
  padding: 'valid',
});

/**
 * The subsampling of LeCun et al. 1998: `[height, width, channels]` to `[height', width', channels]`; the sum of
 * each window times a trainable coefficient, plus a trainable bias, one of each a channel, then the squash. Without
 * coefficients it is the mean of each window, where the coefficients start, plus the bias.
 */
export const subsampling2d = defineKind({
  kind: 'subsampling2d',
  family: 'pooling',
  title: 'Subsampling2D',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ poolSize, useCoefficient, activation }) =>
    parts(
      `${by(poolSize)} ${sentence(message(useCoefficient ? 'layers.card-sum' : 'layers.card-mean'))}`,
      activationPart(activation),
    ),
  inferShape: (params, [shape]) =>
    refuseRank(shape!, 3) ??
    refuseTooLarge(
      spatialOf(shape!),
      slidingOf(params),
      { window: 'pooling', parameter: 'poolSize' },
      { canPad: false },
    ) ??
    ok([...slide(spatialOf(shape!), slidingOf(params)), shape!.at(-1)!]),
  weights(params, [shape]) {
    const size = [shape!.at(-1)!];
    // A mean to begin with.
    const coefficient = { name: 'constant', value: 1 / sizeOf(params.poolSize) } as const;
    return [
      ...(params.useCoefficient
        ? [{ name: 'coefficient', shape: size, trainable: true, initializer: coefficient }]
        : []),
      { name: 'bias', shape: size, trainable: true, initializer: { name: 'zeros' } },
    ];
  },
  savedForBackward: (params, _inputs, output) => savedBeforeActivation({ ...params, useBias: true }, output),
  macs: () => 0,
  // The mean, the coefficient and the bias.
  operations: ({ useCoefficient }) => (useCoefficient ? 3 : 2),
  connections: ({ poolSize }, _inputs, output) => sizeOf(output) * (sizeOf(poolSize) + 1),
  window: (params, [shape]) => slidingWindow(spatialOf(shape!), slidingOf(params)),
  range: (_call, { activation }) => rangeOfActivation(activation),
  forward(tf, params, { inputs, weights }) {
    const size = params.poolSize as [number, number];
    const mean = tf.avgPool(inputs[0] as Tensor4D, size, size, 'valid');
    // The sum times the coefficient: TensorFlow.js has no pooling that sums.
    const scaled = params.useCoefficient ? tf.mul(mean, tf.mul(weights['coefficient']!, sizeOf(size))) : mean;
    return activate(tf, params.activation, tf.add(scaled, weights['bias']!));
  },
});
