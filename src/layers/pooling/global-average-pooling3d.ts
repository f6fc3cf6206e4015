import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The mean of each channel: `[depth, height, width, channels]` to `[channels]`. */
export const globalAveragePooling3d = defineKind({
  ...globalPooling(3, 'Average'),
  kind: 'globalAveragePooling3d',
  title: 'GlobalAveragePooling3D',
  variantOf: 'globalAveragePooling2d',
});
