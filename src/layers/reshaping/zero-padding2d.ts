import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around an image: `[height, width, channels]` to `[top + height + bottom, left + width + right, channels]`. */
export const zeroPadding2d = defineKind({
  ...zeroPadding(2),
  kind: 'zeroPadding2d',
  title: 'ZeroPadding2D',
});
