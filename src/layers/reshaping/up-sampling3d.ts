import { defineKind } from '../kind.ts';
import { repeating } from './repeating.ts';

/** A larger volume: `[depth, height, width, channels]`, each spatial length times its factor, voxels repeated. */
export const upSampling3d = defineKind({
  ...repeating(3),
  kind: 'upSampling3d',
  title: 'UpSampling3D',
  variantOf: 'upSampling2d',
});
