import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of a volume: `[depth, height, width, channels]` less the edges. */
export const cropping3d = defineKind({
  ...cropping(3, 1, { lines: ['layers', 'rows', 'columns'], whole: 'volume' }),
  kind: 'cropping3d',
  title: 'Cropping3D',
  variantOf: 'cropping2d',
  keywords: ['crop', 'cut', 'trim', 'unet', 'volume', 'video'],
  lesson:
    'Cuts layers, rows and columns off the outside of a volume. In a U-Net for scans, where convolutions without padding ' +
    'leave the way up smaller than the way down, it brings both to one size before they are joined.',
});
