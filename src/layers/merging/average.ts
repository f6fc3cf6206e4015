import { defineKind } from '../kind.ts';
import { rangeOfMean } from '../range.ts';
import { mergeElementwise } from './elementwise.ts';

/** The mean of its inputs, value by value; lengths of 1 are repeated. */
export const average = defineKind({
  ...mergeElementwise(
    'average',
    (tf, inputs) =>
      tf.div(
        inputs.reduce((sum, x) => tf.add(sum, x)),
        inputs.length,
      ),
    rangeOfMean,
  ),
  kind: 'average',
  title: 'Average',
  synonyms: ['mean', 'avg'],
  keywords: ['mean', 'ensemble'],
  lesson:
    'The mean of its inputs, value by value. Averaging the outputs of several branches makes an ensemble ' +
    'inside one network: single errors even out. Unlike a sum its size does not grow with the number of ' +
    'branches.',
});
