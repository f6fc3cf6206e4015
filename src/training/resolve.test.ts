import { describe, expect, it } from 'vitest';
import { losses } from './losses/registry.ts';
import { optimizers } from './optimizers/registry.ts';
import { resolveSettings } from './resolve.ts';
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
  ])('are refused in a sentence: %j', (given, message) => {
    const resolution = resolveSettings(settings(given));
    expect(resolution.ok ? '' : resolution.error).toMatch(message);
  });

  it.each(Object.entries({ ...optimizers, ...losses }))(
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
