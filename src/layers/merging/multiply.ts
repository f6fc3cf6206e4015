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
  synonyms: ['mul', 'product', 'times', 'gate', 'elementwise product'],
  keywords: ['product', 'times', 'gate', 'attention', 'squeeze and excitation'],
  lesson:
    'Multiplies its inputs value by value. One input becomes a gate for the other: a branch that ends in ' +
    'a sigmoid decides how much of each value passes. Squeeze-and-excitation blocks weigh whole feature ' +
    'maps like this, a 1 × 1 × channels branch against the image.',
});
