import { openPipeline, type PipelineOptions, type Preprocessing } from '../preprocessing/pipeline.ts';
import type { Draw } from '../preprocessing/step.ts';
import type { PixelSource } from './dataset.ts';

export interface Batcher {
  /** Floats an example takes. */
  readonly exampleSize: number;
  /**
   * Writes the examples at `indices` of the split, one after the other:
   * `[indices.length, height, width, channels]` of the network's input.
   * @param drawOf the random numbers of the `at`-th of them, where random steps take part
   */
  fill(indices: ArrayLike<number>, out: Float32Array, drawOf?: (at: number) => Draw): void;
  /** Closes the reader, where the pixels are behind one. */
  close(): void;
}

/**
 * Turns bytes of a split into a network's input; reads them through the reader where they are not in memory.
 * @throws TextError where the network takes no image
 */
export function createBatcher(
  source: PixelSource,
  preprocessing: Preprocessing,
  options: PipelineOptions = {},
): Batcher {
  const { write, size } = openPipeline(source.shape, preprocessing, options);
  const stride = source.shape[0] * source.shape[1] * source.shape[2];
  const check = (indices: ArrayLike<number>, out: Float32Array): void => {
    if (out.length < indices.length * size) throw new RangeError('the batch does not fit its array');
    for (let i = 0; i < indices.length; i++) {
      if (!(indices[i]! >= 0 && indices[i]! < source.count)) {
        throw new RangeError(`there is no example ${indices[i]}`);
      }
    }
  };
  if ('images' in source) {
    return {
      exampleSize: size,
      fill(indices, out, drawOf) {
        check(indices, out);
        for (let i = 0; i < indices.length; i++)
          write(source.images, indices[i]! * stride, out, i * size, drawOf?.(i));
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
      for (let i = 0; i < indices.length; i++) write(bytes, i * stride, out, i * size, drawOf?.(i));
    },
    close: () => source.close(),
  };
}
