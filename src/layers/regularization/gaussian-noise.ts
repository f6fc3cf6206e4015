import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { noise } from './noise.ts';

const parameters = z.object({
  stddev: field.real(
    0.1,
    { title: 'Deviation', description: 'Standard deviation of the noise, in the units of the input.' },
    { min: 0, max: 1e6 },
  ),
});

/** Adds normal noise of mean 0 in training. */
export const gaussianNoise = defineKind({
  ...noise(parameters),
  kind: 'gaussianNoise',
  title: 'GaussianNoise',
  synonyms: ['noise', 'additive noise', 'white noise'],
  keywords: ['noise', 'additive', 'denoising', 'augmentation', 'regularisation'],
  lesson:
    'Adds random numbers to every value while training, so that the network cannot rely on details smaller than the ' +
    'noise. Right after the input it is the simplest augmentation, and the corruption that a denoising autoencoder ' +
    'learns to undo. When the network is used it does nothing. Choose the deviation with the scale of the values ' +
    'in mind: 0.1 is mild for images between 0 and 1.',
  summary: ({ stddev }) => String(stddev),
  forward(tf, { stddev }, { inputs, training, random }) {
    const x = inputs[0]!;
    return training && stddev > 0 ? tf.add(x, tf.mul(random.normal(x.shape), stddev)) : x;
  },
});
