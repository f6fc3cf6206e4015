import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around a sequence: `[length, channels]` to `[start + length + end, channels]`. */
export const zeroPadding1d = defineKind({
  ...zeroPadding(1, 'steps'),
  kind: 'zeroPadding1d',
  title: 'ZeroPadding1D',
  variantOf: 'zeroPadding2d',
  keywords: ['pad', 'border', 'sequence', 'temporal'],
  lesson:
    'Puts zeros before and after a sequence, so that a convolution after it reaches the first and the last steps as often as ' +
    'those in the middle. All zeros in front make the convolution causal: no output then sees what comes later, which ' +
    "'causal' padding does by itself.",
});
