import { defineKind } from '../kind.ts';
import { cropping } from './cropping.ts';

/** The middle of a volume: `[depth, height, width, channels]` less the edges. */
export const cropping3d = defineKind({
  ...cropping(3, 1),
  kind: 'cropping3d',
  title: 'Cropping3D',
  variantOf: 'cropping2d',
});
