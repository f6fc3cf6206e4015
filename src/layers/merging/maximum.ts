import { defineKind } from '../kind.ts';
import { rangeOfCommon } from '../range.ts';
import { mergeElementwise } from './elementwise.ts';

/** The largest of its inputs, value by value; lengths of 1 are repeated. */
export const maximum = defineKind({
  ...mergeElementwise(
    'maximum',
    (tf, inputs) => inputs.reduce((largest, x) => tf.maximum(largest, x)),
    rangeOfCommon,
  ),
  kind: 'maximum',
  title: 'Maximum',
});
