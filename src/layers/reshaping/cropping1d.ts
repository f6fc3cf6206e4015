import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of a sequence: `[length, channels]` less the edges. */
export const cropping1d = defineKind({
  ...cropping(1, 1, { lines: ['steps'], whole: 'step sequence' }),
  kind: 'cropping1d',
  title: 'Cropping1D',
  variantOf: 'cropping2d',
  keywords: ['crop', 'cut', 'trim', 'sequence'],
  lesson:
    'Cuts steps off the start and the end of a sequence. It brings two sequences to the same length before they are joined, ' +
    'where convolutions without padding have made one of them shorter, and drops the first steps, of which a causal ' +
    'network has seen too little to judge.',
});
