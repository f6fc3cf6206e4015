import { describe, expect, it } from 'vitest';
import { calibrate, forecast } from './forecast.ts';

const totals = {
  layers: 3,
  params: 1e6,
  trainableParams: 1e6,
  macs: 1e8,
  connections: 1e8,
  activationBytes: 1e7,
  trainingBytes: 16e6 + 64 * 1e7,
};
const training = { examples: 6400, batchSize: 64 };

describe('calibrate', () => {
  it('finds the speed behind measured steps', () => {
    const truth = (macs: number, batchSize: number) => ({
      macs,
      batchSize,
      seconds: 0.004 + (3 * macs * batchSize) / 5e10,
    });
    const speed = calibrate([truth(4e5, 32), truth(4e5, 512), truth(3e7, 64)])!;
    expect(speed.secondsPerStep).toBeCloseTo(0.004, 9);
    expect(speed.macsPerSecond / 5e10).toBeCloseTo(1, 6);
  });

  it('does not guess from too little', () => {
    expect(calibrate([])).toBeNull();
    expect(calibrate([{ macs: 1e6, batchSize: 32, seconds: 0.01 }])).toBeNull();
    const backwards = [
      { macs: 1e6, batchSize: 32, seconds: 0.02 },
      { macs: 1e7, batchSize: 32, seconds: 0.01 },
    ];
    expect(calibrate(backwards)).toBeNull();
  });
});

describe('forecast', () => {
  it('adds up an epoch', () => {
    const speed = { secondsPerStep: 0.01, macsPerSecond: 1e12 };
    const result = forecast(totals, training, { memoryBytes: 8e9, speed });
    expect(result).toMatchObject({ stepsPerEpoch: 100, fits: true, message: '' });
    expect(result.secondsPerEpoch).toBeCloseTo(1 + 1.92, 9);
    expect(forecast(totals, training, { memoryBytes: 8e9, speed: null }).secondsPerEpoch).toBeNull();
  });

  it('refuses what cannot fit, with the batch size that can', () => {
    const tight = forecast(totals, training, { memoryBytes: 3e8, speed: null });
    expect(tight.fits).toBe(false);
    expect(tight.message).toBe(
      'Training needs about 0.7 GB of memory, but this machine has 0.3 GB: choose a batch size of at most 28, or make the input smaller.',
    );
    const none = forecast(totals, training, { memoryBytes: 1e7, speed: null });
    expect(none.message).toContain('even a batch of one');
  });
});
