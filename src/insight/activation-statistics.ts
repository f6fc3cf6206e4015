import { factsOfActivation } from '../layers/activations.ts';
import type { Tensor, TF } from '../layers/tensorflow.ts';
import type { NetworkLayer } from '../network/network.ts';
import type { ActivationStatistics } from '../protocol/health.ts';

/** How far out an output counts as saturated: 0.95 of the way from the middle of the range to its ends. */
const outer = 0.95;

/**
 * The activation function of a layer that is worth watching, by its name; null where there is none. A recurrent
 * layer's function works inside it, not on what it puts out.
 */
export function watchedActivation({ kind, params }: NetworkLayer): string | null {
  const name = params['activation'];
  if (kind.family === 'recurrent' || typeof name !== 'string') return null;
  return factsOfActivation(name) ? name : null;
}

/** Sums over the examples seen so far, of one layer. */
export interface StatisticsSum {
  /** @param output of one part of the examples, `[batch, ..., units]` */
  add(output: Tensor): void;
  result(): ActivationStatistics;
}

/** Gathers the statistics of one layer's output over several parts of a batch. Reads a few numbers back each time. */
export function sumStatistics(tf: TF, name: string): StatisticsSum {
  const { switchesOff, bounds } = factsOfActivation(name) ?? {};
  let count = 0;
  let sum = 0;
  let squares = 0;
  let saturated = 0;
  /** The largest output of each unit. */
  let largest: Float32Array | null = null;
  const outside = (output: Tensor): Tensor => {
    const [low, high] = bounds!;
    const middle = (low + high) / 2;
    const limit = (outer * (high - low)) / 2;
    return tf.sum(tf.cast(tf.greater(tf.abs(tf.sub(output, middle)), limit), 'float32'));
  };
  return {
    add(output) {
      tf.tidy(() => {
        const figures = [tf.sum(output), tf.sum(tf.square(output))];
        if (bounds) figures.push(outside(output));
        const [own = 0, square = 0, out = 0] = tf.stack(figures).dataSync();
        count += output.size;
        sum += own;
        squares += square;
        saturated += out;
        const units = tf.max(tf.reshape(output, [-1, output.shape.at(-1)!]), 0).dataSync() as Float32Array;
        largest = largest ? largest.map((value, at) => Math.max(value, units[at]!)) : units.slice();
      });
    },
    result() {
      const mean = sum / Math.max(1, count);
      const std = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
      const units = largest ?? new Float32Array();
      return {
        function: name,
        units: units.length,
        mean: Number.isFinite(mean) ? mean : null,
        std: Number.isFinite(std) ? std : null,
        dead: switchesOff ? units.reduce((dead, value) => dead + (value <= 0 ? 1 : 0), 0) : null,
        saturated: bounds ? saturated / Math.max(1, count) : null,
      };
    },
  };
}
