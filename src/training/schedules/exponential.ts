import { z } from 'zod';
import { epochs, flag, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As Keras's ExponentialDecay. */
export const exponential = defineSchedule({
  kind: 'exponential',
  parameters: z.object({
    factor: share(0.9),
    every: epochs(1),
    staircase: flag(false),
  }),
  rate({ factor, every, staircase }, { base, step, stepsPerEpoch }) {
    const periods = step / (every * stepsPerEpoch);
    return base * factor ** (staircase ? Math.floor(periods) : periods);
  },
});
