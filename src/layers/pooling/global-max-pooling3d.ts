import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The largest value of each channel: `[depth, height, width, channels]` to `[channels]`. */
export const globalMaxPooling3d = defineKind({
  ...globalPooling(3, 'Max'),
  kind: 'globalMaxPooling3d',
  title: 'GlobalMaxPooling3D',
  variantOf: 'globalMaxPooling2d',
});
