import { z } from 'zod';
import { share } from '../fields.ts';
import { defineSchedule } from '../schedule.ts';

/** As Keras's PolynomialDecay. */
export const polynomial = defineSchedule({
  kind: 'polynomial',
  title: 'Polynomial',
  lesson:
    'The rate falls to its end over a number of epochs: in a straight line with power 1, fast at first with a larger ' +
    'power, late with a smaller one. A straight line to zero is a plain and strong choice for a run whose length is ' +
    'known.',
  parameters: z.object({
    power: z.number().positive().max(100).default(1).meta({
      title: 'Power',
      description: '1 is a straight line; larger falls early, smaller falls late.',
    }),
    over: z.number().min(0).max(100_000).default(0).meta({
      title: 'Over',
      description: 'Epochs until the end is reached; 0 is the whole run.',
    }),
    end: share(0, { title: 'End', description: 'The share of the learning rate that it falls to.' }),
  }),
  rate({ power, over, end }, { base, step, steps, stepsPerEpoch }) {
    const length = over > 0 ? over * stepsPerEpoch : steps;
    const left = 1 - Math.min(step, length) / length;
    return base * ((1 - end) * left ** power + end);
  },
});
