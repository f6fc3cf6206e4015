import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextError } from '../../src/text/text-error.ts';
import type { EpochFigures } from '../../src/training/monitor.ts';
import { rateAt } from '../../src/training/rate.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { schedules } from '../../src/training/schedules/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../src/training/settings.ts';

/** schedules.json, which make_schedules.py makes. */
interface Golden {
  readonly cases: readonly {
    readonly kind: string;
    readonly params: Record<string, unknown>;
    readonly warmup: TrainingSettings['warmup'];
    readonly base: number;
    readonly stepsPerEpoch: number;
    readonly epochs: number;
    readonly history: readonly EpochFigures[];
    readonly rates: readonly number[];
    readonly source: string;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('schedules.json', import.meta.url), 'utf8'));

function resolved(settings: object) {
  const resolution = resolveSettings(trainingSettingsSchema.parse(settings));
  if (!resolution.ok) throw new TextError(resolution.error);
  return resolution.settings;
}

describe('schedules', () => {
  it('has a case for each', () => {
    expect(new Set(golden.cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(schedules)));
  });

  it.each(golden.cases.map((each) => [each.kind, JSON.stringify(each.params), each.source, each] as const))(
    '%s %s follows %s',
    (kind, _words, _source, { params, warmup, base, stepsPerEpoch, epochs, history, rates }) => {
      const settings = resolved({
        epochs,
        warmup,
        schedule: { kind, params },
        optimizer: { kind: 'sgd', params: { learningRate: base } },
      });
      const own = rates.map((_, step) =>
        rateAt(settings, {
          step,
          stepsPerEpoch,
          history: history.slice(0, Math.floor(step / stepsPerEpoch)),
        }),
      );
      for (const [step, rate] of rates.entries()) {
        expect(Math.abs(own[step]! - rate), `step ${step}: ${own[step]} for ${rate}`).toBeLessThan(
          1e-6 * base,
        );
      }
    },
  );

  it.each(Object.keys(schedules))('%s gives a rate in every run, however short', (kind) => {
    for (const [epochs, stepsPerEpoch, length] of [
      [1, 1, 0],
      [1, 2, 1],
      [2, 1, 9],
      [3, 4, 0.5],
    ]) {
      const settings = resolved({ epochs, schedule: { kind }, warmup: { length, unit: 'epochs' } });
      for (let step = 0; step < epochs! * stepsPerEpoch! + 2; step++) {
        const rate = rateAt(settings, { step, stepsPerEpoch: stepsPerEpoch!, history: [] });
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(settings.learningRate);
      }
    }
  });

  it('goes on from a base rate that was changed on the way', () => {
    const settings = resolved({ epochs: 4, schedule: { kind: 'polynomial' } });
    const place = { step: 2, stepsPerEpoch: 1, history: [] };
    expect(rateAt(settings, place, 0.8)).toBeCloseTo(0.4, 12);
  });
});
