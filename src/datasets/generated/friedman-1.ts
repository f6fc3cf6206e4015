import { createGenerator } from '../../engine/random/generator.ts';
import { friedman1 as info } from '../published/friedman-1.ts';
import { bytesOf, type GeneratedDataset } from './generated.ts';

const columns = 10;
/** Standard deviation of the noise: of the spread of the targets, 1 % cannot be predicted. */
const noise = 0.5;

/** The target without noise, of which the last five columns are no part: scikit-learn's `make_friedman1`. */
export const friedmanTarget = ([a = 0, b = 0, c = 0, d = 0, e = 0]: ArrayLike<number> &
  Iterable<number>): number => 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e;

export const friedman1: GeneratedDataset = {
  info,
  generate(part, count) {
    const draw = createGenerator(1991, `friedman-1/${part}`);
    const rows = Float32Array.from({ length: count * columns }, () => draw.uniform());
    const targets = Float32Array.from(
      { length: count },
      (_, at) => friedmanTarget(rows.subarray(at * columns, (at + 1) * columns)) + noise * draw.normal(),
    );
    return {
      count,
      shape: [columns],
      dtype: 'float32',
      images: bytesOf(rows),
      labels: new Uint8Array(count),
      targets,
    };
  },
};
