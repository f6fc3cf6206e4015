import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of an image: `[height, width, channels]` less the edges. */
export const cropping2d = defineKind({
  ...cropping(2, 0),
  kind: 'cropping2d',
  title: 'Cropping2D',
});
