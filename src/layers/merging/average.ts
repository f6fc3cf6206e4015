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
});
