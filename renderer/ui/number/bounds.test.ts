import { describe, expect, it } from 'vitest';
import { boundsAt } from '../../../src/text/describe.ts';
import { trainingSettingsSchema } from '../../../src/training/settings.ts';
import { refuseByBounds } from './bounds.ts';

const refusal = (value: number, ...path: string[]) =>
  refuseByBounds(value, boundsAt(trainingSettingsSchema, ...path));

describe('bounds as the schema has them', () => {
  it.each([
    [100_000, ['batchSize'], '100,000 is too large. Type a number from 1 to 65,536.'],
    [0, ['epochs'], '0 is too small. Type a number from 1 to 100,000.'],
    [-1, ['seed'], '−1 is too small. Type a number from 0 to 2,147,483,647.'],
    [0, ['clipping', 'limit'], '0 is too small. Type a number above 0, up to 1,000,000,000,000.'],
    [0.96, ['pretraining', 'corruption'], '0.96 is too large. Type a number from 0 to 0.95.'],
  ])('%d for %j', (value, path, words) => expect(refusal(value, ...path)).toBe(words));

  it('take their ends, but not those that are left out', () => {
    expect(refusal(65_536, 'batchSize')).toBeNull();
    expect(refusal(1e-9, 'pretraining', 'learningRate')).toBeNull();
    expect(refusal(0, 'pretraining', 'learningRate')).not.toBeNull();
    const above = { min: 0, minExcluded: true, max: null, integer: false };
    expect(refuseByBounds(0, above)).toBe('0 is too small. Type a number above 0.');
    expect(refuseByBounds(5, { ...above, min: null, max: 4 })).toBe('5 is too large. Type 4 or less.');
  });

  it('know no bounds that only a double has', () =>
    expect(boundsAt(trainingSettingsSchema, 'earlyStopping', 'patience')).toMatchObject({ max: 100_000 }));
});
