import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

/** What SELU tends to for very negative values: minus its scale times its alpha (Klambauer et al. 2017). */
const saturated = -1.0507009873554805 * 1.6732632423543772;

const parameters = z.object({
  rate: field.rate(0.1, 'The share of values set to the saturation value in each training step.'),
});

/** Alpha dropout (Klambauer et al. 2017): keeps mean and variance of what SELU gives. */
export const alphaDropout = defineKind({
  ...noise(parameters),
  kind: 'alphaDropout',
  title: 'AlphaDropout',
  synonyms: ['selu dropout'],
  keywords: ['dropout', 'selu', 'self-normalizing', 'regularisation'],
  lesson:
    'Dropout for networks of SELU units. Instead of to 0 it sets values to where SELU saturates, and corrects scale and ' +
    'offset, so that mean 0 and variance 1, on which such networks rely, survive. With other activations use ' +
    'ordinary Dropout.',
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
