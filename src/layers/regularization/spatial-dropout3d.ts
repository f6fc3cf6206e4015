import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole volumes of features (Tompson et al. 2015): `[depth, height, width, channels]`, one draw a channel. */
export const spatialDropout3d = defineKind({
  ...spatialDropout(3, 'channels'),
  kind: 'spatialDropout3d',
  title: 'SpatialDropout3D',
  variantOf: 'spatialDropout2d',
  keywords: ['dropout', 'channel dropout', 'volume', 'video', 'regularisation', 'overfitting'],
  lesson:
    'Dropout that switches off a channel in the whole volume. Neighbouring voxels carry nearly the same information, so ' +
    'dropping single ones hides nothing; dropping the channel everywhere does. Use it between 3D convolutions where ' +
    'ordinary Dropout has no effect.',
});
