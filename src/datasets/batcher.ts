import { sizeOf } from '../layers/shape.ts';
import { openPipeline, type PipelineOptions, type Preprocessing } from '../preprocessing/pipeline.ts';
import type { Draw } from '../preprocessing/step.ts';
import type { PixelSource } from './dataset.ts';
import { exampleBytes, numbersOf } from './pixels.ts';

export interface Batcher {
  /** Floats an example takes. */
  readonly exampleSize: number;
  /**
   * Writes the examples at `indices` of the split, one after the other: `[indices.length, ...input]` of the network's
   * input.
   * @param drawOf the random numbers of the `at`-th of them, where random steps take part
   */
  fill(indices: ArrayLike<number>, out: Float32Array, drawOf?: (at: number) => Draw): void;
  /** Closes the reader, where the pixels are behind one. */
  close(): void;
}

/**
 * Turns stored examples into a network's input; reads them through the reader where they are not in memory.
 * @throws TextError where the network takes other examples
 */
export function createBatcher(
  source: PixelSource,
  preprocessing: Preprocessing,
  options: Pick<PipelineOptions, 'training'> = {},
): Batcher {
  const { dtype } = source;
  const { write, size } = openPipeline(source.shape, preprocessing, { ...options, dtype });
  const stride = exampleBytes(source);
  const numbers = sizeOf(source.shape);
  const check = (indices: ArrayLike<number>, out: Float32Array): void => {
    if (out.length < indices.length * size) throw new RangeError('the batch does not fit its array');
    for (let i = 0; i < indices.length; i++) {
      if (!(indices[i]! >= 0 && indices[i]! < source.count)) {
        throw new RangeError(`there is no example ${indices[i]}`);
      }
    }
  };
  if ('images' in source) {
    const stored = numbersOf(source.images, dtype);
    return {
      exampleSize: size,
      fill(indices, out, drawOf) {
        check(indices, out);
        for (let i = 0; i < indices.length; i++)
          write(stored, indices[i]! * numbers, out, i * size, drawOf?.(i));
      },
      close: () => {},
    };
  }
  let bytes = new Uint8Array(0);
  return {
    exampleSize: size,
    fill(indices, out, drawOf) {
      check(indices, out);
      if (bytes.length < indices.length * stride) bytes = new Uint8Array(indices.length * stride);
      source.read(indices, bytes.subarray(0, indices.length * stride));
      const stored = numbersOf(bytes, dtype);
      for (let i = 0; i < indices.length; i++) write(stored, i * numbers, out, i * size, drawOf?.(i));
    },
    close: () => source.close(),
  };
}
