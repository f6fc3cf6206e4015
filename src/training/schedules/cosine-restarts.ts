import { z } from 'zod';
import { share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** SGDR (Loshchilov and Hutter 2017), as Keras's CosineDecayRestarts; without restarts, CosineDecay. */
export const cosineRestarts = defineSchedule({
  kind: 'cosineRestarts',
  title: 'Cosine, warm restarts',
  lesson:
    'The rate falls along half a cosine: slowly, then fast, then slowly again. Then it jumps back up and falls again, ' +
    'over a longer period (Loshchilov and Hutter 2017). A restart throws the network out of a narrow valley; the ends ' +
    'of the periods are good moments to keep the weights. With a first period of 0 there is one fall over the whole ' +
    'run, which many recipes of today use.',
  parameters: z.object({
    period: z.number().min(0).max(100_000).default(0).meta({
      title: 'First period',
      description: 'Epochs until the first restart; 0 is the whole run, without restarts.',
    }),
    growth: z.number().min(1).max(100).default(2).meta({
      title: 'Growth',
      description: 'How many times longer each period is than the one before.',
    }),
    peak: share(1, {
      title: 'Peak factor',
      description: 'What the height of each restart is multiplied by, against the one before.',
    }),
    floor: share(0, { title: 'Floor', description: 'The share of the learning rate that it falls to.' }),
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
