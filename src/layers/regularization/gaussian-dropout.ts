import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

const parameters = z.object({
  rate: field.rate(0.5, 'Strength of the noise, on the scale of a dropout rate.'),
});

/** Gaussian dropout (Srivastava et al. 2014): multiplies by normal noise of mean 1 and variance `rate / (1 - rate)`. */
export const gaussianDropout = defineKind({
  ...noise(parameters),
  kind: 'gaussianDropout',
  title: 'GaussianDropout',
  synonyms: ['multiplicative noise'],
  keywords: ['dropout', 'noise', 'multiplicative', 'regularisation'],
  lesson:
    'Multiplies each value by a random number around 1 while training. Its spread is that of Dropout with the same ' +
    'rate, but nothing is ever cut off entirely: a softer form of the same medicine against overfitting. When the ' +
    'network is used it does nothing.',
  summary: ({ rate }) => String(rate),
  forward(tf, { rate }, { inputs, training, random }) {
    const x = inputs[0]!;
    if (!training || rate === 0) return x;
    const deviation = Math.sqrt(rate / (1 - rate));
    return tf.mul(x, tf.add(tf.mul(random.normal(x.shape), deviation), 1));
  },
});
