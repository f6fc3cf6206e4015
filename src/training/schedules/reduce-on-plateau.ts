import { z } from 'zod';
import { choice, share } from '../fields.ts';
import { figureOf, improves } from '../monitor.ts';
import { defineSchedule } from '../schedule.ts';

const counter = (initial: number, least: number, title: string, description: string) =>
  z.int().min(least).max(100_000).default(initial).meta({ title, description });

/** As Keras's ReduceLROnPlateau, worked out anew from the finished epochs. */
export const reduceOnPlateau = defineSchedule({
  kind: 'reduceOnPlateau',
  title: 'Reduce on plateau',
  lesson:
    'Watches a figure after each epoch and makes the rate smaller when it has not improved for a while. It does by ' +
    'rule what people did by hand for AlexNet and VGG: nothing has to be known of when the loss will stop falling. ' +
    'It needs epochs to notice: with a patience of 3, a plateau costs three of them.',
  parameters: z.object({
    monitor: choice(
      {
        valLoss: 'Validation loss',
        valAccuracy: 'Validation accuracy',
        loss: 'Training loss',
        accuracy: 'Training accuracy',
      },
      'valLoss',
      { title: 'Watches', description: 'The figure that should go on improving.' },
    ),
    factor: share(0.1, { title: 'Factor', description: 'What the rate is multiplied by at each plateau.' }),
    patience: counter(10, 1, 'Patience', 'Epochs without an improvement until the rate is reduced.'),
    minDelta: z.number().min(0).max(1e6).default(1e-4).meta({
      title: 'Least change',
      description: 'An improvement has to be larger than this to count.',
    }),
    cooldown: counter(0, 0, 'Rest', 'Epochs after a reduction in which a plateau is not counted.'),
    floor: z.number().min(0).max(1e6).default(0).meta({
      title: 'Smallest rate',
      description: 'The rate is not reduced below this.',
    }),
  }),
  watches: true,
  rate({ monitor, factor, patience, minDelta, cooldown, floor }, { base, history }) {
    let rate = base;
    let best: number | null = null;
    let waited = 0;
    let rest = 0;
    for (const record of history) {
      const value = figureOf(monitor, record);
      if (value === null) continue;
      if (rest > 0) {
        rest--;
        waited = 0;
      }
      if (best === null || improves(monitor, value, best, minDelta)) {
        best = value;
        waited = 0;
      } else if (rest === 0) {
        waited++;
        if (waited >= patience && rate > floor) {
          rate = Math.max(rate * factor, floor);
          rest = cooldown;
          waited = 0;
        }
      }
    }
    return rate;
  },
});
