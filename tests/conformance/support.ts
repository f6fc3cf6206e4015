import type { ForwardCall, LayerKind, LayerRandom, Params } from '../../src/layers/kind.ts';
import { type Shape, sizeOf } from '../../src/layers/shape.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';

/** Reproducible numbers on [-1, 1) (mulberry32). */
export function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

export const randomTensor = (tf: TF, shape: readonly number[], seed: number): Tensor =>
  tf.tensor(numbers(sizeOf(shape), seed), [...shape]);

/** Weights with no special values in them; variances positive. */
export function randomWeights(
  tf: TF,
  kind: LayerKind,
  params: Params,
  inputs: readonly Shape[],
): Record<string, Tensor> {
  const specs = kind.weights(params, inputs);
  return Object.fromEntries(
    specs.map(({ name, shape }, index) => {
      const values = randomTensor(tf, shape, 100 + index);
      return [name, name.includes('variance') ? tf.add(tf.abs(values), 0.5) : values];
    }),
  );
}

/** Draws from a fixed stream; each call continues it. */
export function fixedRandom(tf: TF, seed = 7): LayerRandom {
  let next = seed;
  return {
    uniform: (shape) => tf.div(tf.add(randomTensor(tf, shape, next++), 1), 2),
    normal: (shape) => tf.randomNormal([...shape], 0, 1, 'float32', next++),
  };
}

/** Runs a layer as the engine does. */
export function run(
  tf: TF,
  kind: LayerKind,
  params: Params,
  inputs: readonly Tensor[],
  weights: Readonly<Record<string, Tensor>>,
  call: Partial<ForwardCall> = {},
): Tensor {
  return kind.forward(tf, params, {
    inputs,
    weights,
    training: false,
    random: fixedRandom(tf),
    update: () => {},
    logits: false,
    ...call,
  });
}

export function maxDifference(a: Tensor, b: Tensor): number {
  if (a.shape.join() !== b.shape.join()) throw new Error(`shapes ${a.shape} and ${b.shape} differ`);
  const right = b.dataSync();
  let most = 0;
  for (const [index, value] of a.dataSync().entries()) {
    const difference = Math.abs(value - right[index]!);
    // A NaN must not pass for agreement.
    if (!(difference <= most)) most = difference;
  }
  return most;
}
