import { z } from 'zod';
import { affine } from '../plain.ts';
import type { StatisticsOfStep } from '../statistics.ts';
import { defineStep, type Opening, type Write } from '../step.ts';

const statistics = z.array(z.number()).max(4096).default([]);

const parameters = z.object({
  per: z.enum(['channel', 'all']).default('channel'),
  /** Of each channel, or one of all; empty: learned from the training split when training begins. */
  mean: statistics,
  std: statistics,
});

type Standardize = z.output<typeof parameters>;

/** What values are divided by; constant channels are left as they are, as scikit-learn's StandardScaler does. */
const divisor = (std: number): number => (std === 0 ? 1 : std);

/** As `scale * value + offset` of each channel. Not fitted yet, it changes nothing. */
function lineOf({ mean, std }: Standardize, channels: number) {
  const at = (list: readonly number[], channel: number, otherwise: number): number =>
    (list.length === 1 ? list[0] : list[channel]) ?? otherwise;
  const scale = Float64Array.from({ length: channels }, (_, c) => 1 / divisor(at(std, c, 1)));
  const offset = scale.map((factor, c) => -at(mean, c, 0) * factor);
  return { scale, offset };
}

function openStandardize({ source, target, read, table }: Opening, params: Standardize): Write {
  const [height, width, channels] = target;
  const { scale, offset } = lineOf(params, channels);
  const [, , stored] = source;
  const pixels = height * width;
  return (images, start, out, from) => {
    for (let pixel = 0, at = from, place = start; pixel < pixels; pixel++, place += stored) {
      for (let c = 0; c < channels; c++, at++) {
        const value = table ? table[images[place + c]!]! : read(images, place, c);
        out[at] = value * scale[c]! + offset[c]!;
      }
    }
  };
}

/** Sums around the first value, in double precision: as exact as two passes. */
function begin(params: Standardize, channels: number): StatisticsOfStep<Standardize> {
  const columns = params.per === 'all' ? 1 : channels;
  const first = new Float64Array(columns);
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  let count = 0;
  return {
    add(values) {
      if (count === 0) for (let c = 0; c < columns; c++) first[c] = values[c]!;
      count += values.length / columns;
      for (let at = 0; at < values.length; ) {
        for (let c = 0; c < columns; c++, at++) {
          const difference = values[at]! - first[c]!;
          sums[c]! += difference;
          squares[c]! += difference * difference;
        }
      }
    },
    params() {
      const examples = Math.max(1, count);
      const shift = sums.map((sum) => sum / examples);
      return {
        ...params,
        mean: [...shift].map((value, c) => value + first[c]!),
        std: [...squares].map((sum, c) => Math.sqrt(Math.max(0, sum / examples - shift[c]! ** 2))),
      };
    },
  };
}

/** Subtracts the mean of the training split and divides by its standard deviation, of each channel or of all together. */
export const standardize = defineStep({
  step: 'standardize',
  group: 'values',
  numbers: true,
  parameters,
  infer: (example) => ({ ...example, dtype: 'float32' }),
  spread(params, [low, high]) {
    const { scale, offset } = lineOf(params, Math.max(1, params.mean.length));
    const ends = [...scale].flatMap((factor, c) => [low * factor + offset[c]!, high * factor + offset[c]!]);
    return [Math.min(...ends), Math.max(...ends)];
  },
  fit: { learned: ['mean', 'std'], wanted: ({ mean, std }) => mean.length === 0 || std.length === 0, begin },
  open: openStandardize,
  plain(params, { target }) {
    const { scale, offset } = lineOf(params, params.mean.length <= 1 ? 1 : target[2]);
    return [affine([...scale], [...offset])];
  },
});
