import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { catalogues } from '../text/catalogue.ts';
import { languages } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import { losses } from './losses/registry.ts';
import { metrics } from './metrics/registry.ts';
import { optimizers } from './optimizers/registry.ts';
import { resolveSettings } from './resolve.ts';
import { schedules } from './schedules/registry.ts';
import { trainingSettingsSchema } from './settings.ts';

const settings = (given: object) => trainingSettingsSchema.parse(given);

describe('settings', () => {
  it('find optimizer and loss, and fill in what is not said', () => {
    const resolution = resolveSettings(settings({ optimizer: { kind: 'sgd' } }));
    expect(resolution).toMatchObject({
      ok: true,
      settings: { learningRate: 0.01, optimizer: { kind: optimizers.sgd }, epochs: 5 },
    });
  });

  it.each([
    [{ optimizer: { kind: 'toString' } }, /no optimizer "toString"; choose one of sgd, momentum/],
    [{ loss: { kind: 'none' } }, /no loss "none"; choose one of categoricalCrossentropy/],
    [
      { optimizer: { kind: 'adam', params: { learningRate: 'fast' } } },
      /Adam, parameter learningRate: It must/,
    ],
    [
      { optimizer: { kind: 'adam', params: { learningRate: Number.NaN } } },
      /Adam, parameter learningRate: It must/,
    ],
    [
      { optimizer: { kind: 'momentum', params: { momentum: 1 } } },
      /Momentum, parameter momentum: It must be less than 1/,
    ],
    [
      { loss: { kind: 'huber', params: { delta: 0 } } },
      /Huber loss, parameter delta: It must be greater than 0/,
    ],
    [{ schedule: { kind: 'triangle' } }, /no schedule "triangle"; choose one of constant, step/],
    [
      { schedule: { kind: 'oneCycle', params: { climb: 2 } } },
      /One cycle, parameter climb: It must be at most 1/,
    ],
    [{ metrics: ['f1', 'beauty'] }, /no metric "beauty"; choose one of accuracy/],
    [{ earlyStopping: { monitor: 'f1' } }, /no figure to watch "f1"; choose one of loss, accuracy, valLoss/],
  ])('are refused in a sentence: %j', (given, message) => {
    const resolution = resolveSettings(settings(given));
    expect(resolution.ok ? '' : sentence(resolution.error, 'en')).toMatch(message);
    expect(resolution.ok ? '' : sentence(resolution.error, 'pt-BR')).toMatch(
      /^Não há|parâmetro .*: O valor deve/,
    );
  });

  it('leave weight decay to an optimizer that has its own', () => {
    const decays = ['adam', 'adamw'].map((kind) => {
      const resolution = resolveSettings(settings({ optimizer: { kind }, weightDecay: 0.01 }));
      return resolution.ok && resolution.settings.weightDecay;
    });
    expect(decays).toEqual([0.01, 0]);
  });

  it('watch a metric that is measured', () => {
    expect(resolveSettings(settings({ metrics: ['f1'], earlyStopping: { monitor: 'f1' } })).ok).toBe(true);
  });

  it.each(languages)('has a text in %s for every member and every parameter, and no other', (to) => {
    const catalogue = catalogues[to];
    const groups = { optimizers, losses, schedules, metrics };
    for (const [group, members] of Object.entries(groups)) {
      const texts: Readonly<Record<string, object>> = catalogue[group as keyof typeof groups];
      expect(Object.keys(texts), group).toEqual(Object.keys(members));
    }
    const parameters: Readonly<Record<string, object>> = catalogue.trainingParameters;
    for (const [name, kind] of Object.entries({ ...optimizers, ...losses, ...schedules })) {
      expect(kind.kind).toBe(name);
      expect(Object.keys(parameters[name]!), name).toEqual(
        Object.keys((kind.parameters as unknown as z.ZodObject).shape),
      );
    }
    const choice = schedules.oneCycle.parameters as unknown as z.ZodObject<{
      curve: z.ZodDefault<z.ZodEnum>;
    }>;
    expect(Object.keys(catalogue.trainingParameters.oneCycle.curve.options!)).toEqual(
      choice.shape.curve.unwrap().options,
    );
  });
});
