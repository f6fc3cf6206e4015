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
  synonyms: [
    'sum',
    'plus',
    'addition',
    'skip',
    'skip connection',
    'residual',
    'residual connection',
    'shortcut',
    'elementwise add',
  ],
  keywords: ['sum', 'plus', 'residual', 'skip', 'shortcut', 'resnet'],
  lesson:
    'Adds its inputs value by value; they need the same shape. It is the heart of residual networks (He ' +
    'et al. 2015): a block learns only the difference to its input, which is added back by a shortcut. ' +
    'The gradient passes the sum unchanged, so even a hundred layers train. Where a block changes the ' +
    'size or the number of channels, a 1x1 convolution with the same stride on the shortcut brings both ' +
    'sides to one shape.',
});
