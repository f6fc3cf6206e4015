import { z } from 'zod';
import { message } from '../../text/message.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { refuseRank } from '../rank.ts';

/** The mean of the three colors: `[height, width, 3]` to `[height, width, 1]`. */
export const rgbToGrayscale = defineKind({
  kind: 'rgbToGrayscale',
  family: 'preprocessing',
  title: 'RGBToGrayscale',
  parameters: z.object({}),
  inputs: { min: 1, max: 1 },
  summary: () => '',
  inferShape(_params, [shape]) {
    const ranked = refuseRank(shape!, 3);
    if (ranked) return ranked;
    const [height, width, channels] = shape as [number, number, number];
    if (channels === 3) return ok([height, width, 1]);
    return fail('not-rgb', message('layers.not-rgb', { channels }));
  },
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  window: () => ({ reach: 'pointwise' }),
  forward: (tf, _params, { inputs }) => tf.mean(inputs[0]!, 3, true),
});
