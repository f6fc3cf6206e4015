import { z } from 'zod';
import { defineKind, fail, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import { by } from '../sliding.ts';

const edge = z.number().int().min(0).max(65_536);

const parameters = z.object({
  cropping: z
    .tuple([edge, edge, edge, edge])
    .default([0, 0, 0, 0])
    .meta({
      title: 'Cropping',
      description: 'How many rows and columns are cut off on each side.',
      unit: 'px',
      labels: ['top', 'bottom', 'left', 'right'],
    }),
});

/** The middle of an image: `[height, width, channels]` less the edges. */
export const cropping2d = defineKind({
  kind: 'cropping2d',
  family: 'reshaping',
  title: 'Cropping2D',
  keywords: ['crop', 'cut', 'trim', 'unet'],
  lesson:
    'Cuts rows and columns off the edges. It brings two feature maps to the same size before they are joined, as in the ' +
    'original U-Net, where convolutions without padding leave the way up smaller than the way down.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ cropping }) =>
    cropping.every((side) => side === cropping[0]) ? String(cropping[0]) : cropping.join(' '),
  inferShape({ cropping: [top, bottom, left, right] }, [shape]) {
    const ranked = refuseRank(shape!, 3);
    if (ranked) return ranked;
    const [height, width, channels] = shape as [number, number, number];
    if (top + bottom < height && left + right < width) {
      return ok([height - top - bottom, width - left - right, channels]);
    }
    const rows = top + bottom >= height;
    const cut = rows ? `${top} + ${bottom} rows` : `${left} + ${right} columns`;
    return fail('nothing-left', `Cutting ${cut} off a ${by([height, width])} image leaves nothing.`, [
      { label: 'Cut nothing', action: 'setParams', params: { cropping: [0, 0, 0, 0] } },
    ]);
  },
  weights: () => [],
  macs: () => 0,
  window: ({ cropping: [top, , left] }) => ({
    reach: 'local',
    size: [1, 1],
    stride: [1, 1],
    padStart: [-top, -left],
  }),
  forward(tf, { cropping: [top, bottom, left, right] }, { inputs }) {
    const [, height, width] = inputs[0]!.shape as [number, number, number];
    return tf.slice(inputs[0]!, [0, top, left, 0], [-1, height - top - bottom, width - left - right, -1]);
  },
  tfjs: ({ cropping: [top, bottom, left, right] }) => ({
    className: 'Cropping2D',
    config: {
      cropping: [
        [top, bottom],
        [left, right],
      ],
      data_format: 'channels_last',
    },
  }),
});
