import { z } from 'zod';
import { groupDigits } from '../../text/en/words.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { digitBitmaps } from './digit-bitmaps.ts';

const length = digitBitmaps[0]!.length;

const parameters = z.object({
  output: field.choice(['probability', 'distance'], 'probability', {
    title: 'Output',
    description:
      'Distance: the squared distance to each digit, smallest for the answer, as in the paper. Probability: the softmax of minus the distances.',
  }),
});

/**
 * The output layer of LeNet-5 (LeCun et al. 1998): `[84]` to `[10]`, the squared Euclidean distance to the
 * fixed bitmap of each digit, `y_i = sum_j (x_j - w_ij)^2`, or the softmax of minus the distances.
 */
export const rbfOutput = defineKind({
  kind: 'rbfOutput',
  family: 'core',
  title: 'RBFOutput',
  synonyms: ['rbf', 'radial basis function'],
  keywords: ['radial basis function', 'euclidean', 'lenet', '1998', 'output', 'bitmap'],
  lesson:
    'The output of LeNet-5 in 1998. Each class has a target of 84 values, the picture of its digit drawn with -1 and +1 ' +
    'on a grid of 7 × 12, and answers how far the layer below is from that picture. The targets are fixed, not ' +
    'trained. The 84 units below thus learn to draw a clean digit from the written one, and look-alikes such as O ' +
    'and 0 get look-alike codes, so that a reader of words can correct them later. Softmax over trained weights has ' +
    'replaced it. It needs 84 inputs between -1 and 1: a Dense layer with scaledTanh.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ output }) => `10 digits, ${output}`,
  inferShape(_params, [shape]) {
    const ranked = refuseRank(shape!, 1);
    if (ranked || shape![0] === length) return ranked ?? ok([digitBitmaps.length]);
    return {
      shape: null,
      problems: [
        {
          severity: 'error',
          code: 'not-a-bitmap',
          message: `Compares its input with bitmaps of 7 × 12 = ${length} values, but its input has ${groupDigits(shape![0]!)}.`,
          repairs: [
            {
              label: `Insert a Dense of ${length} units before it`,
              action: 'insertBefore',
              kind: 'dense',
              params: { units: length, activation: 'scaledTanh' },
            },
          ],
        },
      ],
    };
  },
  weights: () => [
    {
      name: 'targets',
      shape: [digitBitmaps.length, length],
      trainable: false,
      initializer: { name: 'values', values: digitBitmaps.flat() },
    },
  ],
  macs: () => 0,
  outputFunction: ({ output }) => (output === 'probability' ? 'softmax' : null),
  range: (_call, { output }) => (output === 'probability' ? 'distribution' : 'distance'),
  connections: () => digitBitmaps.length * length,
  window: () => ({ reach: 'whole' }),
  forward(tf, { output }, { inputs, weights, logits }) {
    const differences = tf.sub(tf.expandDims(inputs[0]!, 1), weights['targets']!);
    const distances = tf.sum(tf.square(differences), 2);
    if (output === 'distance') return distances;
    return logits ? tf.neg(distances) : tf.softmax(tf.neg(distances));
  },
});
