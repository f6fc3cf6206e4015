import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around a volume: `[depth, height, width, channels]`, each spatial length grows by its two edges. */
export const zeroPadding3d = defineKind({
  ...zeroPadding(3, 'layers, rows and columns'),
  kind: 'zeroPadding3d',
  title: 'ZeroPadding3D',
  variantOf: 'zeroPadding2d',
  keywords: ['pad', 'border', 'margin', 'volume', 'video'],
  lesson:
    'Puts a shell of zeros around a volume, so that the next convolution reaches the voxels at the surface as often as those ' +
    'inside. In a video the first edges are moments before and after: zeros before alone keep a convolution from seeing ' +
    'the future.',
});
