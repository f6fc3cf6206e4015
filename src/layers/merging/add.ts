import { defineKind } from '../kind.ts';
import { mergeElementwise } from './elementwise.ts';

/** The sum of its inputs, value by value; lengths of 1 are repeated. */
export const add = defineKind({
  ...mergeElementwise(
    'add',
    (tf, inputs) => inputs.reduce((sum, x) => tf.add(sum, x)),
    ({ inputs }) => (inputs.every((range) => range === 'distance') ? 'distance' : 'any'),
  ),
  kind: 'add',
  title: 'Add',
  common: true,
});
