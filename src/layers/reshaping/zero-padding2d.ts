import { z } from 'zod';
import { defineKind, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import type { Tensor4D } from '../tensorflow.ts';

const edge = z.number().int().min(0).max(4096);

const parameters = z.object({
  padding: z
    .tuple([edge, edge, edge, edge])
    .default([1, 1, 1, 1])
    .meta({
      title: 'Padding',
      description: 'How many rows and columns of zeros are added on each side.',
      unit: 'px',
      labels: ['top', 'bottom', 'left', 'right'],
    }),
});

/** Zeros around an image: `[height, width, channels]` to `[top + height + bottom, left + width + right, channels]`. */
export const zeroPadding2d = defineKind({
  kind: 'zeroPadding2d',
  family: 'reshaping',
  title: 'ZeroPadding2D',
  keywords: ['pad', 'border', 'margin'],
  lesson:
    'Puts a frame of zeros around the image. The next convolution can then reach the pixels at the edge as often as ' +
    "those in the middle, and keeps the size. A convolution's own 'same' padding does this too, but puts an odd row " +
    'at the bottom; networks that came from other frameworks, such as ResNet, pad both sides alike and so ' +
    'pad here. LeNet-5 pads the 28 × 28 digits of MNIST to 32 × 32, so that strokes at the edge stay inside the ' +
    'fields of its highest feature detectors.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ padding }) =>
    padding.every((side) => side === padding[0]) ? String(padding[0]) : padding.join(' '),
  inferShape({ padding: [top, bottom, left, right] }, [shape]) {
    const [height, width, channels] = shape!;
    return refuseRank(shape!, 3) ?? ok([top + height! + bottom, left + width! + right, channels!]);
  },
  weights: () => [],
  macs: () => 0,
  window: ({ padding: [top, , left] }) => ({
    reach: 'local',
    size: [1, 1],
    stride: [1, 1],
    padStart: [top, left],
  }),
  forward: (tf, { padding: [top, bottom, left, right] }, { inputs }) =>
    tf.pad(inputs[0] as Tensor4D, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]),
  tfjs: ({ padding: [top, bottom, left, right] }) => ({
    className: 'ZeroPadding2D',
    config: {
      padding: [
        [top, bottom],
        [left, right],
      ],
      data_format: 'channels_last',
    },
  }),
});
