import { z } from 'zod';
import { epochs, flag, share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As Keras's ExponentialDecay. */
export const exponential = defineSchedule({
  kind: 'exponential',
  title: 'Exponential',
  lesson:
    'The rate shrinks by the same share again and again, a little in each step. It falls fast at first and slowly ' +
    'later, and never reaches zero. Choose the factor so that the last epoch still moves: 0.9 an epoch leaves a ' +
    'tenth after 22 epochs.',
  parameters: z.object({
    factor: share(0.9, {
      title: 'Factor',
      description: 'What the rate has been multiplied by after each period.',
    }),
    every: epochs(1, { title: 'Period', description: 'Epochs in which the rate shrinks by the factor.' }),
    staircase: flag(false, {
      title: 'Staircase',
      description: 'Drops at the end of each period instead of shrinking in every step.',
    }),
  }),
  rate({ factor, every, staircase }, { base, step, stepsPerEpoch }) {
    const periods = step / (every * stepsPerEpoch);
    return base * factor ** (staircase ? Math.floor(periods) : periods);
  },
});
