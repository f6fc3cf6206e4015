import type { Shape } from '../layers/shape.ts';
import type { Tensor } from '../layers/tensorflow.ts';

/** A layer's output as maps: `[height, width, maps]`. A vector is one row, a sequence one map of time x features. */
export function asMaps(shape: Shape): readonly [height: number, width: number, maps: number] {
  if (shape.length === 3) return [shape[0]!, shape[1]!, shape[2]!];
  if (shape.length === 2) return [shape[0]!, shape[1]!, 1];
  if (shape.length === 1) return [1, shape[0]!, 1];
  if (shape.length === 0) return [1, 1, 1];
  const [height, width, ...rest] = shape as [number, number, ...number[]];
  return [height, width, rest.reduce((product, dimension) => product * dimension, 1)];
}

/** One example's output, read back: `[1, ...shape]` to its numbers. */
export function readOutput(output: Tensor): { shape: number[]; values: Float32Array<ArrayBuffer> } {
  return { shape: output.shape.slice(1), values: new Float32Array(output.dataSync()) };
}
