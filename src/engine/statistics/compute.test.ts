import { expect, it } from 'vitest';
import { shared } from '../../datasets/shared.ts';
import { computeStatistics } from './compute.ts';

/** Of `np.arange(36) * 37 % 251` as uint8 in the shape `[3, 2, 2, 3]`: `mean`, `std`, `min`, `max` over all axes but the last. */
const numpy = {
  mean: [129.4166666667, 103.6666666667, 119.75],
  std: [77.4278786284, 73.4419649943, 70.1523639421],
  min: [0, 3, 16],
  max: [246, 230, 238],
  /** `mean(0)`. */
  image: [
    109.333333, 146.333333, 99.666667, 136.666667, 90.0, 127.0, 164.0, 117.333333, 154.333333, 107.666667,
    61.0, 98.0,
  ],
};

it('equals NumPy, channel by channel and pixel by pixel', () => {
  const split = shared({
    count: 3,
    shape: [2, 2, 3],
    images: Uint8Array.from({ length: 36 }, (_, at) => (at * 37) % 251),
    labels: new Int32Array(3),
  });
  const { channels, shape, meanImage } = computeStatistics(split);
  expect(shape).toEqual([2, 2, 3]);
  channels.forEach(({ mean, std, min, max }, channel) => {
    expect(mean).toBeCloseTo(numpy.mean[channel]!, 10);
    expect(std).toBeCloseTo(numpy.std[channel]!, 10);
    expect([min, max]).toEqual([numpy.min[channel], numpy.max[channel]]);
  });
  expect([...meanImage]).toEqual(numpy.image.map(Math.round));
});
