import { describe, expect, it } from 'vitest';
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
    [{ optimizer: { kind: 'toString' } }, /no optimizer "toString"; there are sgd, momentum/],
    [{ loss: { kind: 'none' } }, /no loss "none"; there are categoricalCrossentropy/],
    [{ optimizer: { kind: 'adam', params: { learningRate: 'fast' } } }, /Adam: learningRate/],
    [{ optimizer: { kind: 'adam', params: { learningRate: Number.NaN } } }, /Adam: learningRate/],
    [{ optimizer: { kind: 'momentum', params: { momentum: 1 } } }, /Momentum: momentum/],
    [{ loss: { kind: 'huber', params: { delta: 0 } } }, /Huber loss: delta/],
    [{ schedule: { kind: 'triangle' } }, /no schedule "triangle"; there are constant, step/],
    [{ schedule: { kind: 'oneCycle', params: { climb: 2 } } }, /One cycle: climb/],
    [{ metrics: ['f1', 'beauty'] }, /no metric "beauty"; there are accuracy/],
    [{ earlyStopping: { monitor: 'f1' } }, /no figure to watch "f1"; there are loss, accuracy, valLoss/],
  ])('are refused in a sentence: %j', (given, message) => {
    const resolution = resolveSettings(settings(given));
    expect(resolution.ok ? '' : resolution.error).toMatch(message);
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

  it.each(Object.entries(metrics))('%s says what it is', (name, kind) => {
    expect(kind.kind).toBe(name);
    expect(kind.lesson.length).toBeGreaterThan(100);
  });

  it.each(Object.entries({ ...optimizers, ...losses, ...schedules }))(
    '%s: every parameter says what it is',
    (name, kind) => {
      expect(kind.kind).toBe(name);
      expect(kind.lesson.length).toBeGreaterThan(100);
      const { shape } = kind.parameters as unknown as {
        shape: Record<string, { meta(): { title?: string; description?: string } | undefined }>;
      };
      for (const field of Object.values(shape)) {
        expect(field.meta()?.title).toBeTruthy();
        expect(field.meta()?.description).toBeTruthy();
      }
    },
  );
});
