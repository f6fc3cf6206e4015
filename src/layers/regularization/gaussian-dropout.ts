import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

const parameters = z.object({
  rate: field.rate(0.5),
});

/** Gaussian dropout (Srivastava et al. 2014): multiplies by normal noise of mean 1 and variance `rate / (1 - rate)`. */
export const gaussianDropout = defineKind({
  ...noise(parameters),
  kind: 'gaussianDropout',
  title: 'GaussianDropout',
  drops: true,
  summary: ({ rate }) => String(rate),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    if (!training || rate === 0) return x;
    const deviation = Math.sqrt(rate / (1 - rate));
    return tf.mul(x, tf.add(tf.mul(random.normal(x.shape), deviation), 1));
  },
});
