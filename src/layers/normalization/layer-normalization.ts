import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { axisOf, refuseAxis } from '../axis.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { trained } from '../weights.ts';
import { affineFields, epsilon } from './fields.ts';

const parameters = z.object({
  axis: field.axis(),
  epsilon: epsilon(),
  ...affineFields(),
});

/** Layer normalization (Ba, Kiros and Hinton 2016) over one axis; any shape. */
export const layerNormalization = defineKind({
  kind: 'layerNormalization',
  family: 'normalization',
  title: 'LayerNormalization',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ axis }) => (axis === -1 ? '' : sentence(message('layers.card-axis', { axis }))),
  inferShape: ({ axis }, [shape]) => refuseAxis(axis, shape!) ?? ok(shape!),
  weights(params, [shape]) {
    const size = [shape![axisOf(params.axis, shape!)!]!];
    return [
      ...(params.scale ? [trained('gamma', size, params.gammaInitializer)] : []),
      ...(params.center ? [trained('beta', size, params.betaInitializer)] : []),
    ];
  },
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, params, { inputs, weights }) {
    const x = inputs[0]!;
    const axis = axisOf(params.axis, x.shape.slice(1))! + 1;
    const along = x.shape.map((length, index) => (index === axis ? length : 1));
    const { mean, variance } = tf.moments(x, axis, true);
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, params.epsilon)));
    const scaled = params.scale ? tf.mul(normal, tf.reshape(weights['gamma']!, along)) : normal;
    return params.center ? tf.add(scaled, tf.reshape(weights['beta']!, along)) : scaled;
  },
});
