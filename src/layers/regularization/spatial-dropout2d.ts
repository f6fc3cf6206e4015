import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole feature maps (Tompson et al. 2015): `[height, width, channels]`, one draw a channel. */
export const spatialDropout2d = defineKind({
  ...spatialDropout(2, 'feature maps'),
  kind: 'spatialDropout2d',
  title: 'SpatialDropout2D',
  synonyms: ['channel dropout', 'dropout2d', 'spatial drop'],
  keywords: ['dropout', 'channel dropout', 'regularisation', 'overfitting'],
  lesson:
    'Dropout that switches off whole feature maps. Neighbouring pixels of a map carry nearly the same information, so ' +
    'dropping single pixels hides little; dropping the whole map does. Use it between convolutions where ordinary ' +
    'Dropout has no effect.',
});
