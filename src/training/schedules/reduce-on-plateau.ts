import { z } from 'zod';
import { share } from '../fields.ts';
import { figureOf, improves } from '../monitor.ts';
import { defineSchedule } from '../schedule.ts';

const counter = (initial: number, least: number) => z.int().min(least).max(100_000).default(initial);

/** As Keras's ReduceLROnPlateau, worked out again from the finished epochs. */
export const reduceOnPlateau = defineSchedule({
  kind: 'reduceOnPlateau',
  parameters: z.object({
    monitor: z.enum(['valLoss', 'valAccuracy', 'loss', 'accuracy']).default('valLoss'),
    factor: share(0.1),
    patience: counter(10, 1),
    minDelta: z.number().min(0).max(1e6).default(1e-4),
    cooldown: counter(0, 0),
    floor: z.number().min(0).max(1e6).default(0),
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
