import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of a sequence: `[length, channels]` less the edges. */
export const cropping1d = defineKind({
  ...cropping(1, 1),
  kind: 'cropping1d',
  title: 'Cropping1D',
  variantOf: 'cropping2d',
});
