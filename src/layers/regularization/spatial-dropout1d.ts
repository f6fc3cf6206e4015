import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole features (Tompson et al. 2015): `[length, channels]`, one draw a channel. */
export const spatialDropout1d = defineKind({
  ...spatialDropout(1),
  kind: 'spatialDropout1d',
  title: 'SpatialDropout1D',
  variantOf: 'spatialDropout2d',
});
