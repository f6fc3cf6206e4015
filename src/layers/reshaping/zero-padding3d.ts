import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around a volume: `[depth, height, width, channels]`, each spatial length grows by its two edges. */
export const zeroPadding3d = defineKind({
  ...zeroPadding(3),
  kind: 'zeroPadding3d',
  title: 'ZeroPadding3D',
  variantOf: 'zeroPadding2d',
});
