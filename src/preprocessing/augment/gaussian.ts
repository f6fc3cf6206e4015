import { positionAt } from './border.ts';

/** Weights of a Gaussian, cut off at three standard deviations: what is at the middle is in the middle. */
export function gaussian(sigma: number): Float64Array {
  const radius = Math.floor(3 * sigma + 0.5);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-((at - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Smooths along one axis, mirrored at the ends.
 * @param length of the axis @param stride between neighbors on it @param starts where each line begins
 */
function smoothAxis(
  from: Float32Array,
  to: Float32Array,
  weights: Float64Array,
  { length, stride, starts }: { length: number; stride: number; starts: Int32Array },
): void {
  const radius = (weights.length - 1) / 2;
  const places = Int32Array.from(
    { length: length + 2 * radius },
    (_, at) => positionAt(at - radius, length, 'reflect') * stride,
  );
  for (const start of starts) {
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) sum += weights[tap]! * from[start + places[at + tap]!]!;
      to[start + at * stride] = sum;
    }
  }
}

/** Smooths `[height, width, channels]` in place. @param spare of the same length */
export function smooth(
  image: Float32Array,
  spare: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  weights: Float64Array,
): void {
  const columns = Int32Array.from({ length: width * channels }, (_, at) => at);
  const rows = Int32Array.from(
    { length: height * channels },
    (_, at) => Math.floor(at / channels) * width * channels + (at % channels),
  );
  smoothAxis(image, spare, weights, { length: height, stride: width * channels, starts: columns });
  smoothAxis(spare, image, weights, { length: width, stride: channels, starts: rows });
}
