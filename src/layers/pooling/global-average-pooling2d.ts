import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The mean of each channel: `[height, width, channels]` to `[channels]`. */
export const globalAveragePooling2d = defineKind({
  ...globalPooling(2, 'Average'),
  kind: 'globalAveragePooling2d',
  title: 'GlobalAveragePooling2D',
  common: true,
});
