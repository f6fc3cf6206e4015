import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole feature maps (Tompson et al. 2015): `[height, width, channels]`, one draw a channel. */
export const spatialDropout2d = defineKind({
  ...spatialDropout(2),
  kind: 'spatialDropout2d',
  title: 'SpatialDropout2D',
});
