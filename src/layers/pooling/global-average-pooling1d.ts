import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The mean of each channel: `[length, channels]` to `[channels]`. */
export const globalAveragePooling1d = defineKind({
  ...globalPooling(1, 'Average'),
  kind: 'globalAveragePooling1d',
  title: 'GlobalAveragePooling1D',
  variantOf: 'globalAveragePooling2d',
});
