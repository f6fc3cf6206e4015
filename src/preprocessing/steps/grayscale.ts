import { z } from 'zod';
import { defineStep } from '../step.ts';
import { openCopy } from './pad.ts';

/** One channel, the mean of all: (R + G + B) / 3. */
export const grayscale = defineStep({
  step: 'grayscale',
  group: 'channels',
  mixes: true,
  parameters: z.object({}),
  infer: ({ shape: [height = 1, width = 1, channels = 1] }) => ({
    shape: [height, width, 1],
    dtype: channels === 1 ? 'uint8' : 'float32',
  }),
  open: openCopy,
  plain: (_, { source }) => (source[2] === 1 ? [] : [{ op: 'mean-channel' }]),
});
