import { z } from 'zod';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { digitBitmaps } from './digit-bitmaps.ts';

const length = digitBitmaps[0]!.length;

const parameters = z.object({
  output: field.choice(['probability', 'distance'], 'probability'),
});

/**
 * The output layer of LeNet-5 (LeCun et al. 1998): `[84]` to `[10]`, the squared Euclidean distance to the
 * fixed bitmap of each digit, `y_i = sum_j (x_j - w_ij)^2`, or the softmax of minus the distances.
 */
export const rbfOutput = defineKind({
  kind: 'rbfOutput',
  family: 'core',
  title: 'RBFOutput',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ output }) =>
    sentence(
      message('layers.card-digits', {
        digits: digitBitmaps.length,
        output: text.kinds.rbfOutput.parameters?.['output']?.options?.[output] ?? output,
      }),
    ),
  inferShape(_params, [shape]) {
    const ranked = refuseRank(shape!, 1);
    if (ranked || shape![0] === length) return ranked ?? ok([digitBitmaps.length]);
    const values = { wanted: length, length: shape![0]! };
    return fail('not-a-bitmap', message('layers.not-a-bitmap', values), [
      {
        label: message('layers.insert-dense', { units: length }),
        action: 'insertBefore',
        kind: 'dense',
        params: { units: length, activation: 'scaledTanh' },
      },
    ]);
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
