import { describe, expect, it } from 'vitest';
import { TextError } from '../text/text-error.ts';
import { baseFor, rateAt } from './rate.ts';
import { resolveSettings } from './resolve.ts';
import { schedules } from './schedules/registry.ts';
import { trainingSettingsSchema } from './settings.ts';

describe('a rate set by hand', () => {
  const epoch = (at: number, valLoss: number) => ({
    epoch: at,
    loss: 1,
    accuracy: 0.5,
    valLoss,
    valAccuracy: 0.5,
  });
  const history = [epoch(1, 1), epoch(2, 2), epoch(3, 2)];

  it.each(Object.keys(schedules))('is that of the step, whatever %s makes of the optimizer’s', (kind) => {
    const params = kind === 'reduceOnPlateau' ? { patience: 1, factor: 0.5 } : {};
    const resolved = resolveSettings(
      trainingSettingsSchema.parse({ epochs: 9, schedule: { kind, params }, warmup: { length: 1 } }),
    );
    if (!resolved.ok) throw new TextError(resolved.error);
    const { settings } = resolved;
    for (const step of [0, 3, 10, 25, 35, 88]) {
      const place = { step, stepsPerEpoch: 10, history };
      const base = baseFor(settings, place, 0.007);
      expect(rateAt(settings, place, base) / 0.007).toBeCloseTo(1, 9);
    }
  });
});
