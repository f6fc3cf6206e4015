import { createBatcher } from '../../datasets/batcher.ts';
import { openPixels } from '../../datasets/pixels.ts';
import { type Shape, sizeOf } from '../../layers/shape.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { createGenerator } from '../random/generator.ts';

/** Examples of a split as the network gets them, one after the other. */
export function preparedExamples(
  split: Parameters<typeof openPixels>[0],
  indices: number[],
  preprocessing: Preprocessing,
): Float32Array {
  const batcher = createBatcher(openPixels(split), preprocessing);
  try {
    const values = new Float32Array(indices.length * batcher.exampleSize);
    batcher.fill(indices, values);
    return values;
  } finally {
    batcher.close();
  }
}

/** Uniform on [0, 1), for an imported network that names no data. */
export function randomExamples(count: number, shape: Shape): Float32Array {
  const { uniform } = createGenerator(1, 'verify');
  return Float32Array.from({ length: count * sizeOf(shape) }, uniform);
}
