import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

/** What SELU tends to for very negative values: minus its scale times its alpha (Klambauer et al. 2017). */
const saturated = -1.0507009873554805 * 1.6732632423543772;

const parameters = z.object({
  rate: field.rate(0.1),
});

/** Alpha dropout (Klambauer et al. 2017): keeps mean and variance of what SELU gives. */
export const alphaDropout = defineKind({
  ...noise(parameters),
  kind: 'alphaDropout',
  title: 'AlphaDropout',
  drops: true,
  summary: ({ rate }) => String(rate),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    if (!training || rate === 0) return x;
    const kept = tf.cast(tf.greaterEqual(random.uniform(x.shape), rate), 'float32');
    const scale = ((1 - rate) * (1 + rate * saturated ** 2)) ** -0.5;
    const mixed = tf.add(tf.mul(x, kept), tf.mul(tf.sub(1, kept), saturated));
    return tf.sub(tf.mul(mixed, scale), scale * saturated * rate);
  },
});
