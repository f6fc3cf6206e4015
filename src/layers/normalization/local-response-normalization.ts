import { z } from 'zod';
import { counted } from '../../text/en/words.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import type { Tensor4D } from '../tensorflow.ts';

const parameters = z.object({
  depthRadius: field.count(
    2,
    {
      title: 'Depth radius',
      description: 'How many channels on each side take part. 2 is the window of 5 channels of AlexNet.',
    },
    { min: 0, max: 512 },
  ),
  bias: field.real(
    2,
    { title: 'Bias', description: 'Added to the sum of squares (k in the paper).' },
    { min: 1e-6, max: 1e6 },
  ),
  alpha: field.real(
    1e-4,
    {
      title: 'Alpha',
      description:
        'Weight of the sum of squares. The sum is not divided by the window, as in the paper and in TensorFlow.',
    },
    { min: 0, max: 1e6 },
  ),
  beta: field.real(
    0.75,
    { title: 'Beta', description: 'The power to which the whole is raised.' },
    { min: 0, max: 10 },
  ),
});

/**
 * Local response normalisation across channels (Krizhevsky, Sutskever and Hinton 2012) of
 * `[height, width, channels]`: `x / (bias + alpha * sum of squares over 2 * depthRadius + 1 channels) ^ beta`.
 */
export const localResponseNormalization = defineKind({
  kind: 'localResponseNormalization',
  family: 'normalization',
  title: 'LocalResponseNormalization',
  synonyms: ['lrn', 'local response norm', 'lateral inhibition', 'local response normalisation'],
  keywords: ['lrn', 'alexnet', 'googlenet', 'lateral inhibition', 'normalisation'],
  lesson:
    'Divides each value by how strong its neighbors among the channels are at the same place, so that a feature that ' +
    'stands out keeps its strength and a crowd of equally strong ones is damped: lateral inhibition, as between ' +
    'neurons. AlexNet and GoogLeNet normalise like this after their first convolutions. It has nothing to learn. ' +
    'Batch normalization does more for training and has replaced it; it is here so that those networks can be built as ' +
    'they were. Caffe and PyTorch divide alpha by the number of channels in the window: their 5e-4 is 1e-4 here.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ depthRadius }) => counted(2 * depthRadius + 1, 'channel'),
  inferShape: (_params, [shape]) => refuseRank(shape!, 3) ?? ok(shape!),
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, { depthRadius, bias, alpha, beta }, { inputs }) =>
    tf.localResponseNormalization(inputs[0] as Tensor4D, depthRadius, bias, alpha, beta),
});
