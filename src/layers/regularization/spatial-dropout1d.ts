import { defineKind } from '../kind.ts';
import { spatialDropout } from './spatial-dropout.ts';

/** Dropout of whole features (Tompson et al. 2015): `[length, channels]`, one draw a channel. */
export const spatialDropout1d = defineKind({
  ...spatialDropout(1, 'features'),
  kind: 'spatialDropout1d',
  title: 'SpatialDropout1D',
  variantOf: 'spatialDropout2d',
  keywords: ['dropout', 'channel dropout', 'word', 'sequence', 'regularisation', 'overfitting'],
  lesson:
    'Dropout that switches off a feature for the whole sequence. Neighbouring steps say nearly the same, so dropping single ' +
    'values hides little; dropping the feature everywhere does. After an embedding it takes whole dimensions from all ' +
    'words of a text, the usual way to keep small text classifiers from overfitting.',
});
