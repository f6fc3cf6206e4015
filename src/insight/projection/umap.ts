import { createRandom } from '../random.ts';
import type { Neighbors } from './neighbors.ts';

export interface UmapOptions {
  /** How near points may lie. */
  readonly minDistance: number;
  /** Rounds over the edges; null for what suits the number of points. */
  readonly rounds: number | null;
  /** `[count, 2]`: where points start. */
  readonly start: Float32Array;
}

/** `a` and `b` of the curve `1 / (1 + a d^2b)` nearest to one that is 1 up to `minDistance` and then falls off as exp. */
function curveFor(minDistance: number): readonly [a: number, b: number] {
  const xs = Array.from({ length: 300 }, (_, at) => (3 * at) / 299);
  const wanted = xs.map((x) => (x < minDistance ? 1 : Math.exp(minDistance - x)));
  const miss = (a: number, b: number): number =>
    xs.reduce((sum, x, at) => sum + (1 / (1 + a * x ** (2 * b)) - wanted[at]!) ** 2, 0);
  let [a, b] = [1, 1];
  let step = 0.5;
  while (step > 1e-4) {
    const steps = [
      [a + step, b],
      [a - step, b],
      [a, b + step],
      [a, b - step],
    ] as const;
    const better = steps.find(([x, y]) => x > 0 && y > 0 && miss(x, y) < miss(a, b));
    if (better) [a, b] = better;
    else step /= 1.5;
  }
  return [a, b];
}

/** How surely each neighbor is one: 1 for the nearest, falling so that they add up to log2 of their number. */
function memberships({ count, each, distances }: Neighbors): Float64Array {
  const found = new Float64Array(count * each);
  const target = Math.log2(each + 1);
  for (let i = 0; i < count; i++) {
    const from = i * each;
    const own = distances.subarray(from, from + each);
    const nearest = own.find((distance) => distance > 0) ?? 0;
    let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
    for (let round = 0; round < 64; round++) {
      let sum = 0;
      for (const distance of own) sum += distance > nearest ? Math.exp((nearest - distance) / width) : 1;
      if (Math.abs(sum - target) < 1e-5) break;
      if (sum > target) {
        high = width;
        width = (low + high) / 2;
      } else {
        low = width;
        width = high === Number.POSITIVE_INFINITY ? width * 2 : (low + high) / 2;
      }
    }
    const mean = own.reduce((sum, distance) => sum + distance, 0) / each;
    width = Math.max(width, 1e-3 * mean, 1e-12);
    own.forEach((distance, k) => {
      found[from + k] = distance > nearest ? Math.exp((nearest - distance) / width) : 1;
    });
  }
  return found;
}

/** Edges of the fuzzy union: `p + q - p q` of what both ends say. */
function edgesOf({ count, each, indices }: Neighbors, own: Float64Array) {
  const printed = (from: number, to: number): number => {
    for (let at = from * each; at < (from + 1) * each; at++) if (indices[at] === to) return own[at]!;
    return 0;
  };
  const most = count * each;
  const [from, to, weights] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  let edges = 0;
  for (let i = 0; i < count; i++)
    for (let at = i * each; at < (i + 1) * each; at++) {
      const j = indices[at]!;
      const [p, q] = [own[at]!, printed(j, i)];
      if (q > 0 && j < i) continue;
      from[edges] = i;
      to[edges] = j;
      weights[edges++] = p + q - p * q;
    }
  return {
    from: from.subarray(0, edges),
    to: to.subarray(0, edges),
    weights: weights.subarray(0, edges),
  };
}

const negatives = 5;
const clip = (value: number): number => Math.max(-4, Math.min(4, value));

/** Steps of each octave: a value is off by 1/512 at most, far below what sampling does to a gradient. */
const octave = 256;
const bits = 15;

/**
 * A function of positive numbers by a table over the leading bits of a float32: powers would take most of the time.
 * @returns of each number's bits from bit 15 on
 */
function tableOf(value: (square: number) => number): Float32Array {
  const float = new Float32Array(1);
  const whole = new Int32Array(float.buffer);
  return Float32Array.from({ length: octave * octave }, (_, at) => {
    // In the middle of the numbers that have these leading bits.
    whole[0] = (at << bits) | (1 << (bits - 1));
    const found = at === 0 ? 0 : value(float[0]!);
    return Number.isFinite(found) ? found : 0;
  });
}

/** The numbers from 0 in a random order (Fisher, Yates), and the place of each in it. */
function shuffled(count: number, uniform: () => number) {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(uniform() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const place = new Int32Array(count);
  order.forEach((index, at) => {
    place[index] = at;
  });
  return { order, place };
}

/**
 * UMAP (McInnes, Healy, Melville 2018): the layout of a fuzzy graph of neighbors by sampled gradients, with the settings
 * of umap-learn.
 * @returns after every round the places, `[count, 2]`, always in the same array
 */
export function* umap(
  neighbors: Neighbors,
  { minDistance, rounds, start }: UmapOptions,
): Generator<Float32Array> {
  const { count } = neighbors;
  const [a, b] = curveFor(minDistance);
  const { from, to, weights } = edgesOf(neighbors, memberships(neighbors));
  const total = rounds ?? (count > 10_000 ? 200 : 500);
  const strongest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const every = weights.map((weight) =>
    weight * total >= strongest ? strongest / weight : Number.POSITIVE_INFINITY,
  );
  const next = every.slice();
  const nextNegative = every.map((each) => each / negatives);
  const { uniform } = createRandom(1);
  // Points lie in random order, so that the ones behind a random one are as random as it and already in the cache: what
  // takes the time is waiting for places that are not.
  const { order, place } = shuffled(count, uniform);
  const places = new Float32Array(2 * count);
  const result = Float32Array.from(start);
  order.forEach((index, at) => {
    places[2 * at] = start[2 * index]!;
    places[2 * at + 1] = start[2 * index + 1]!;
  });
  const ends = [from, to].map((each) => each.map((index) => 2 * place[index]!)) as [Int32Array, Int32Array];
  const [one, two] = ends;
  const float = new Float32Array(1);
  const whole = new Int32Array(float.buffer);
  const pulls = tableOf((square) => (-2 * a * b * square ** (b - 1)) / (1 + a * square ** b));
  const pushes = tableOf((square) => (2 * b) / ((0.001 + square) * (1 + a * square ** b)));
  /** Moves the ends of an edge towards each other. */
  const attract = (i: number, j: number, rate: number): void => {
    const dx = places[i]! - places[j]!;
    const dy = places[i + 1]! - places[j + 1]!;
    float[0] = dx * dx + dy * dy;
    const pull = pulls[whole[0]! >> bits]!;
    const mx = rate * clip(pull * dx);
    const my = rate * clip(pull * dy);
    places[i]! += mx;
    places[i + 1]! += my;
    places[j]! -= mx;
    places[j + 1]! -= my;
  };
  /** Moves a point away from some that lie behind each other. */
  const repel = (i: number, first: number, draws: number, rate: number): void => {
    let [x, y] = [places[i]!, places[i + 1]!];
    for (let other = first; other < first + 2 * draws; other += 2) {
      if (other === i) continue;
      const dx = x - places[other]!;
      const dy = y - places[other + 1]!;
      const square = dx * dx + dy * dy;
      float[0] = square;
      const push = pushes[whole[0]! >> bits]!;
      x += rate * (square > 0 ? clip(push * dx) : 4);
      y += rate * (square > 0 ? clip(push * dy) : 4);
    }
    places[i] = x;
    places[i + 1] = y;
  };
  for (let round = 1; round <= total; round++) {
    const rate = 1 - (round - 1) / total;
    for (let edge = 0; edge < one.length; edge++) {
      if (next[edge]! > round) continue;
      const i = one[edge]!;
      attract(i, two[edge]!, rate);
      next[edge]! += every[edge]!;
      const step = every[edge]! / negatives;
      const draws = Math.max(0, Math.floor((round - nextNegative[edge]!) / step));
      for (let left = draws; left > 0; left -= negatives) {
        const some = Math.min(left, negatives, count);
        repel(i, 2 * Math.floor(uniform() * (count - some + 1)), some, rate);
      }
      nextNegative[edge]! += draws * step;
    }
    order.forEach((index, at) => {
      result[2 * index] = places[2 * at]!;
      result[2 * index + 1] = places[2 * at + 1]!;
    });
    yield result;
  }
}
