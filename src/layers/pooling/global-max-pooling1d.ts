import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The largest value of each channel: `[length, channels]` to `[channels]`. */
export const globalMaxPooling1d = defineKind({
  ...globalPooling(1, 'Max'),
  kind: 'globalMaxPooling1d',
  title: 'GlobalMaxPooling1D',
  variantOf: 'globalMaxPooling2d',
});
