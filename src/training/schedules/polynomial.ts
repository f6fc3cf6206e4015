import { z } from 'zod';
import { share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As Keras's PolynomialDecay. */
export const polynomial = defineSchedule({
  kind: 'polynomial',
  parameters: z.object({
    power: z.number().positive().max(100).default(1),
    over: z.number().min(0).max(100_000).default(0),
    end: share(0),
  }),
  rate({ power, over, end }, { base, step, steps, stepsPerEpoch }) {
    const length = over > 0 ? over * stepsPerEpoch : steps;
    const left = 1 - Math.min(step, length) / length;
    return base * ((1 - end) * left ** power + end);
  },
});
