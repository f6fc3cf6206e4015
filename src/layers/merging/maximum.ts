import { defineKind } from '../kind.ts';
import { rangeOfCommon } from '../range.ts';
import { mergeElementwise } from './elementwise.ts';

/** The largest of its inputs, value by value; lengths of 1 are repeated. */
export const maximum = defineKind({
  ...mergeElementwise(
    'take the maximum of',
    (tf, inputs) => inputs.reduce((largest, x) => tf.maximum(largest, x)),
    rangeOfCommon,
  ),
  kind: 'maximum',
  title: 'Maximum',
  synonyms: ['max', 'maxout'],
  keywords: ['max', 'maxout'],
  lesson:
    'Takes at each place the largest of its inputs. Over several linear branches that is a maxout unit ' +
    '(Goodfellow et al. 2013), an activation function that is learnt: the largest of a few straight ' +
    'lines. Only the branch that wins gets the gradient.',
});
