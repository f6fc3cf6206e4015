import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around a sequence: `[length, channels]` to `[start + length + end, channels]`. */
export const zeroPadding1d = defineKind({
  ...zeroPadding(1),
  kind: 'zeroPadding1d',
  title: 'ZeroPadding1D',
  variantOf: 'zeroPadding2d',
});
