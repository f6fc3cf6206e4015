import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { forecastMemory } from './forecast.ts';

const totals = {
  layers: 3,
  params: 1e6,
  trainableParams: 1e6,
  macs: 1e8,
  connections: 1e8,
  activationBytes: 1e7,
  keptBytes: 0,
  trainingBytes: 16e6 + 64 * 2.15e7,
};

describe('forecastMemory', () => {
  it('lets pass what fits', () => {
    expect(forecastMemory(totals, 64, 8e9)).toEqual({ bytes: totals.trainingBytes, fits: true, message: '' });
  });

  it('refuses what cannot fit, with the batch size that can', () => {
    const tight = forecastMemory(totals, 64, 6e8);
    expect(tight.fits).toBe(false);
    expect(sentence(tight.message)).toBe(
      'Training needs about 1.4 GB of memory, but this machine has 0.6 GB: choose a batch size of at most 27, or make the input smaller.',
    );
    const none = forecastMemory(totals, 64, 1e7);
    expect(sentence(none.message)).toContain('even a batch of one');
  });
});
