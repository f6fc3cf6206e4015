import { z } from 'zod';
import { defineKind, fail, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';

/** The mean of the three colors: `[height, width, 3]` to `[height, width, 1]`. */
export const rgbToGrayscale = defineKind({
  kind: 'rgbToGrayscale',
  family: 'preprocessing',
  title: 'RGBToGrayscale',
  synonyms: ['grayscale', 'greyscale', 'gray', 'grey', 'to gray', 'black and white'],
  keywords: ['grey', 'gray', 'colour', 'monochrome', 'luminance'],
  lesson:
    'Replaces red, green and blue by their mean. Where color carries nothing, as in handwriting, that is a third of the ' +
    'input to learn from. Television weighs green more, because the eye does; for a network, which has no eye, the plain ' +
    'mean is as good.',
  parameters: z.object({}),
  inputs: { min: 1, max: 1 },
  summary: () => '',
  inferShape(_params, [shape]) {
    const ranked = refuseRank(shape!, 3);
    if (ranked) return ranked;
    const [height, width, channels] = shape as [number, number, number];
    if (channels === 3) return ok([height, width, 1]);
    return fail('not-rgb', `Needs the 3 channels red, green and blue, but its input has ${channels}.`);
  },
  weights: () => [],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs }) => tf.mean(inputs[0]!, 3, true),
});
