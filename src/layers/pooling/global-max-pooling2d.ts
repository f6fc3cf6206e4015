import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The largest value of each channel: `[height, width, channels]` to `[channels]`. */
export const globalMaxPooling2d = defineKind({
  ...globalPooling(2, 'Max'),
  kind: 'globalMaxPooling2d',
  title: 'GlobalMaxPooling2D',
});
