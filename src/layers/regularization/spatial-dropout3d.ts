import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole volumes of features (Tompson et al. 2015): `[depth, height, width, channels]`, one draw a channel. */
export const spatialDropout3d = defineKind({
  ...spatialDropout(3),
  kind: 'spatialDropout3d',
  title: 'SpatialDropout3D',
  variantOf: 'spatialDropout2d',
});
