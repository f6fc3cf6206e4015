import { defineKind } from '../kind.ts';
import { zeroPadding } from './zero-padding.ts';

/** Zeros around an image: `[height, width, channels]` to `[top + height + bottom, left + width + right, channels]`. */
export const zeroPadding2d = defineKind({
  ...zeroPadding(2, 'rows and columns'),
  kind: 'zeroPadding2d',
  title: 'ZeroPadding2D',
  synonyms: ['pad', 'padding', 'zero pad', 'border'],
  keywords: ['pad', 'border', 'margin'],
  lesson:
    'Puts a frame of zeros around the image. The next convolution can then reach the pixels at the edge as often as ' +
    "those in the middle, and keeps the size. A convolution's own 'same' padding does this too, but puts an odd row " +
    'at the bottom; networks that came from other frameworks, such as ResNet, pad both sides alike and so ' +
    'pad here. LeNet-5 pads the 28 × 28 digits of MNIST to 32 × 32, so that strokes at the edge stay inside the ' +
    'fields of its highest feature detectors.',
});
