import { defineKind } from '../kind.ts';
import { repeating } from './repeating.ts';

/** A larger volume: `[depth, height, width, channels]`, each spatial length times its factor, voxels repeated. */
export const upSampling3d = defineKind({
  ...repeating(3, 'each of depth, height and width'),
  kind: 'upSampling3d',
  title: 'UpSampling3D',
  variantOf: 'upSampling2d',
  keywords: ['enlarge', 'repeat', 'decoder', 'segmentation', 'unet', 'volume', 'video'],
  lesson:
    'Makes a volume larger by repeating each voxel, the opposite of pooling. It learns nothing; a convolution after it ' +
    'fills in the detail. Networks that mark an organ in a scan grow back to its size in this way. Doubling every side ' +
    'makes eight values of one: reduce the channels first.',
});
