import { z } from 'zod';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, ok, type WeightSpec } from '../kind.ts';
import { trained } from '../weights.ts';
import { affineFields, epsilon } from './fields.ts';

const parameters = z.object({
  axis: field.axis(),
  momentum: field.real(0.99, { min: 0, max: 1 }),
  epsilon: epsilon(),
  ...affineFields(),
  movingMeanInitializer: field.initializer('zeros'),
  movingVarianceInitializer: field.initializer('ones'),
});

/**
 * Batch normalization (Ioffe and Szegedy 2015) as Keras 3 computes it: any shape, normalized over all axes but
 * one; the moving variance follows the batch's biased variance.
 */
export const batchNormalization = defineKind({
  kind: 'batchNormalization',
  family: 'normalization',
  title: 'BatchNormalization',
  common: true,
  parameters,
  inputs: { min: 1, max: 1 },
  summary: () => '',
  inferShape: ({ axis }, [shape]) => refuseAxis(axis, shape!) ?? ok(shape!),
  weights(params, [shape]) {
    const size = [shape![axisOf(params.axis, shape!)!]!];
    const moving = (name: string, initializer: typeof params.movingMeanInitializer): WeightSpec => ({
      ...trained(name, size, initializer),
      trainable: false,
    });
    return [
      ...(params.scale ? [trained('gamma', size, params.gammaInitializer)] : []),
      ...(params.center ? [trained('beta', size, params.betaInitializer)] : []),
      moving('moving_mean', params.movingMeanInitializer),
      moving('moving_variance', params.movingVarianceInitializer),
    ];
  },
  macs: () => 0,
  linear: () => true,
  window: () => ({ reach: 'pointwise' }),
  acrossExamples: true,
  forward(tf, params, { inputs, weights, training, update, fused }) {
    const x = inputs[0]!;
    const kept = axisOf(params.axis, x.shape.slice(1))! + 1;
    const others = x.shape.map((_length, axis) => axis).filter((axis) => axis !== kept);
    const alongKept = x.shape.map((length, axis) => (axis === kept ? length : 1));

    const follow = (name: string, value: typeof x) => {
      const before = weights[name]!;
      // In this form TensorFlow's optimizer finds no factors to put together: compiled, it rounds as op by op.
      update(name, tf.sub(before, tf.mul(tf.sub(before, value), 1 - params.momentum)));
    };
    if (training && kept === x.rank - 1) {
      const gamma = params.scale ? weights['gamma']! : tf.onesLike(weights['moving_mean']!);
      const beta = params.center ? weights['beta']! : tf.zerosLike(weights['moving_mean']!);
      const normalized = fused?.normalizeBatch(x, gamma, beta, params.epsilon);
      if (normalized) {
        follow('moving_mean', normalized.mean);
        follow('moving_variance', normalized.variance);
        return normalized.y;
      }
    }
    let mean = weights['moving_mean']!;
    let variance = weights['moving_variance']!;
    if (training) {
      ({ mean, variance } = tf.moments(x, others));
      follow('moving_mean', mean);
      follow('moving_variance', variance);
    }
    const deviation = tf.sqrt(tf.add(variance, params.epsilon));
    const factor = params.scale ? tf.div(weights['gamma']!, deviation) : tf.div(1, deviation);
    const centerd = tf.sub(x, tf.reshape(mean, alongKept));
    const scaled = tf.mul(centerd, tf.reshape(factor, alongKept));
    return params.center ? tf.add(scaled, tf.reshape(weights['beta']!, alongKept)) : scaled;
  },
});
