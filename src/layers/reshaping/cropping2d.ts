import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of an image: `[height, width, channels]` less the edges. */
export const cropping2d = defineKind({
  ...cropping(2, 0, { lines: ['rows', 'columns'], whole: 'image' }),
  kind: 'cropping2d',
  title: 'Cropping2D',
  synonyms: ['crop', 'trim'],
  keywords: ['crop', 'cut', 'trim', 'unet'],
  lesson:
    'Cuts rows and columns off the edges. It brings two feature maps to the same size before they are joined, as in the ' +
    'original U-Net, where convolutions without padding leave the way up smaller than the way down.',
});
