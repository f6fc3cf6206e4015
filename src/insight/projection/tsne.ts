import type { Neighbors } from './neighbors.ts';
import { createTree } from './quadtree.ts';

export interface TsneOptions {
  readonly perplexity: number;
  readonly iterations: number;
  /** `[count, 2]`: where points start. */
  readonly start: Float32Array;
}

/** How alike each point's neighbors are to it, so that their entropy is that of `perplexity` equal neighbors. */
function similarities({ count, each, distances }: Neighbors, perplexity: number): Float64Array {
  const found = new Float64Array(count * each);
  const target = Math.log(Math.min(perplexity, each));
  for (let i = 0; i < count; i++) {
    const from = i * each;
    let beta = 1;
    let [low, high] = [0, Number.POSITIVE_INFINITY];
    const nearest = distances[from]! ** 2;
    for (let round = 0; round < 64; round++) {
      let sum = 0;
      let weighted = 0;
      for (let k = 0; k < each; k++) {
        const distance = distances[from + k]! ** 2 - nearest;
        const value = Math.exp(-beta * distance);
        found[from + k] = value;
        sum += value;
        weighted += value * distance;
      }
      for (let k = 0; k < each; k++) found[from + k]! /= sum;
      const difference = Math.log(sum) + (beta * weighted) / sum - target;
      if (Math.abs(difference) < 1e-5) break;
      if (difference > 0) {
        low = beta;
        beta = high === Number.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
  }
  return found;
}

/** Similarities of pairs, both ways added, in rows of those that are not 0. */
function symmetric({ count, each, indices }: Neighbors, own: Float64Array) {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < each; k++) {
      const j = indices[i * each + k]!;
      const half = own[i * each + k]! / (2 * count);
      rows[i]!.set(j, (rows[i]!.get(j) ?? 0) + half);
      rows[j]!.set(i, (rows[j]!.get(i) ?? 0) + half);
    }
  }
  const starts = new Int32Array(count + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size;
  });
  const others = new Int32Array(starts[count]!);
  const values = new Float64Array(starts[count]!);
  rows.forEach((row, i) => {
    let at = starts[i]!;
    for (const [j, value] of row) {
      others[at] = j;
      values[at++] = value;
    }
  });
  return { starts, others, values };
}

/** How much neighbors are pulled together at first, and for how many iterations. */
const exaggeration = 12;
const early = 250;
/** How far away a group of points is one, as its width over its distance. */
const theta = 0.5;

/**
 * t-SNE (van der Maaten, Hinton 2008) with the approximation of Barnes and Hut (van der Maaten 2014), with
 * scikit-learn's settings.
 * @returns after every iteration the places, `[count, 2]`, always in the same array
 */
export function* tsne(
  neighbors: Neighbors,
  { perplexity, iterations, start }: TsneOptions,
): Generator<Float64Array> {
  const { count } = neighbors;
  const { starts, others, values } = symmetric(neighbors, similarities(neighbors, perplexity));
  const places = Float64Array.from(start);
  const speeds = new Float64Array(2 * count);
  const gains = new Float64Array(2 * count).fill(1);
  const forces = new Float64Array(2 * count);
  const rate = Math.max(50, count / exaggeration / 4);
  const repel = createTree(count);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const pull = iteration < early ? exaggeration : 1;
    const momentum = iteration < early ? 0.5 : 0.8;
    const sum = repel(places, theta, forces);
    for (let i = 0; i < count; i++) {
      const [x, y] = [places[2 * i]!, places[2 * i + 1]!];
      let [fx, fy] = [0, 0];
      for (let at = starts[i]!; at < starts[i + 1]!; at++) {
        const j = others[at]!;
        const dx = x - places[2 * j]!;
        const dy = y - places[2 * j + 1]!;
        const force = (pull * values[at]!) / (1 + dx * dx + dy * dy);
        fx += force * dx;
        fy += force * dy;
      }
      forces[2 * i] = 4 * (fx - forces[2 * i]! / sum);
      forces[2 * i + 1] = 4 * (fy - forces[2 * i + 1]! / sum);
    }
    for (let at = 0; at < 2 * count; at++) {
      const slope = forces[at]!;
      gains[at] = slope * speeds[at]! < 0 ? gains[at]! + 0.2 : Math.max(0.01, gains[at]! * 0.8);
      speeds[at] = momentum * speeds[at]! - rate * gains[at]! * slope;
      places[at]! += speeds[at]!;
    }
    yield places;
  }
}
