import { z } from 'zod';
import { defineSchedule } from '../schedule.ts';

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  lesson:
    'The same learning rate from the first step to the last. The simplest choice, and a good one for short runs with ' +
    'an adaptive optimizer. Where the loss has stopped falling, a smaller rate at the end usually gains a little more.',
  parameters: z.object({}),
  rate: (_params, { base }) => base,
});
