import { z } from 'zod';
import { share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** SGDR (Loshchilov and Hutter 2017), as Keras's CosineDecayRestarts; without restarts, CosineDecay. */
export const cosineRestarts = defineSchedule({
  kind: 'cosineRestarts',
  parameters: z.object({
    period: z.number().min(0).max(100_000).default(0),
    growth: z.number().min(1).max(100).default(2),
    peak: share(1),
    floor: share(0),
  }),
  rate({ period, growth, peak, floor }, { base, step, steps, stepsPerEpoch }) {
    let length = period > 0 ? period * stepsPerEpoch : steps;
    let since = period > 0 ? step : Math.min(step, steps);
    let height = 1;
    if (period > 0 && growth === 1) {
      height = peak ** Math.floor(since / length);
      since %= length;
    }
    while (period > 0 && growth > 1 && since >= length) {
      since -= length;
      length *= growth;
      height *= peak;
    }
    const cosine = (height * (1 + Math.cos((Math.PI * since) / length))) / 2;
    return base * ((1 - floor) * cosine + floor);
  },
});
