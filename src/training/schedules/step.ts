import { z } from 'zod';
import { epochs, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As PyTorch's StepLR. */
export const step = defineSchedule({
  kind: 'step',
  parameters: z.object({
    every: epochs(5),
    factor: share(0.1),
  }),
  rate: ({ every, factor }, { base, step, stepsPerEpoch }) =>
    base * factor ** Math.floor(step / (every * stepsPerEpoch)),
});
