import { z } from 'zod';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { defineStep } from '../step.ts';
import { openCopy } from './pad.ts';

/** Three channels, each the gray one. */
export const rgb = defineStep({
  step: 'rgb',
  group: 'channels',
  mixes: true,
  parameters: z.object({}),
  infer({ shape: [height = 1, width = 1, channels = 1], dtype }) {
    if (channels !== 1 && channels !== 3)
      throw new TextError(message('preprocessing.not-gray', { channels }));
    return { shape: [height, width, 3], dtype };
  },
  open: openCopy,
  plain: (_, { source }) => (source[2] === 3 ? [] : [{ op: 'repeat-channel', channels: 3 }]),
});
