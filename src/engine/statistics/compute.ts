import type { SplitHandle } from '../../datasets/dataset.ts';
import { eachPixels, exampleBytes } from '../../datasets/pixels.ts';
import type { Dimensions } from '../../preprocessing/example.ts';
import type { CallResult } from '../../protocol/protocol.ts';

export type PixelStatistics = CallResult<'datasets.pixelStatistics'>;

/**
 * Mean, standard deviation (of the population, as `numpy.std`), smallest and largest value of each channel, and the mean
 * of each pixel, over all examples of a split. Sums of bytes are whole numbers that a double holds exactly up to 10^11
 * pixels.
 */
export function computeStatistics(split: SplitHandle): PixelStatistics {
  const [height, width, channels] = split.shape as Dimensions;
  const size = exampleBytes(split);
  const sums = new Float64Array(size);
  const squares = new Float64Array(channels);
  const smallest = new Array<number>(channels).fill(255);
  const largest = new Array<number>(channels).fill(0);
  eachPixels(split, (pixels) => {
    for (let start = 0; start < pixels.length; start += size) {
      for (let at = 0, channel = 0; at < size; at++) {
        const value = pixels[start + at]!;
        sums[at]! += value;
        squares[channel]! += value * value;
        if (value < smallest[channel]!) smallest[channel] = value;
        if (value > largest[channel]!) largest[channel] = value;
        if (++channel === channels) channel = 0;
      }
    }
  });
  const count = Math.max(1, split.count);
  const perChannel = count * height * width;
  return {
    channels: Array.from({ length: channels }, (_, channel) => {
      let sum = 0;
      for (let at = channel; at < size; at += channels) sum += sums[at]!;
      const mean = sum / perChannel;
      const variance = Math.max(0, squares[channel]! / perChannel - mean * mean);
      return { mean, std: Math.sqrt(variance), min: smallest[channel]!, max: largest[channel]! };
    }),
    shape: [height, width, channels],
    meanImage: Uint8Array.from(sums, (sum) => Math.round(sum / count)),
  };
}
