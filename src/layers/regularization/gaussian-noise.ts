import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

const parameters = z.object({
  stddev: field.real(0.1, { min: 0, max: 1e6 }),
});

/** Adds normal noise of mean 0 in training. */
export const gaussianNoise = defineKind({
  ...noise(parameters),
  kind: 'gaussianNoise',
  title: 'GaussianNoise',
  summary: ({ stddev }) => String(stddev),
  forward(tf, { stddev }, { inputs, training, random }) {
    const x = inputs[0]!;
    return training && stddev > 0 ? tf.add(x, tf.mul(random.normal(x.shape), stddev)) : x;
  },
});
