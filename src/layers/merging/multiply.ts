import { defineKind } from '../kind.ts';
import { rangeOfCommon } from '../range.ts';
import { mergeElementwise } from './elementwise.ts';

/** The product of its inputs, value by value; lengths of 1 are repeated. */
export const multiply = defineKind({
  ...mergeElementwise(
    'multiply',
    (tf, inputs) => inputs.reduce((product, x) => tf.mul(product, x)),
    rangeOfCommon,
  ),
  kind: 'multiply',
  title: 'Multiply',
});
