import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, imageShape, withReader } from '../../datasets/pixels.ts';
import { resized } from '../../datasets/resize.ts';
import type { Dimensions } from '../../preprocessing/example.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

interface Page {
  readonly shape: number[];
  readonly images: Uint8Array<ArrayBuffer>;
}

/** @throws EngineError `no-images` where the examples are something else */
export function requireImages(split: SplitHandle): Dimensions {
  const shape = imageShape(split);
  if (shape) return shape;
  throw new EngineError('no-images', message('engine.no-images', { shape: split.shape }));
}

/** Images of a split, as stored; where one has a side longer than `longest`, all shrunk to that. */
export function pageOf(split: SplitHandle, indices: readonly number[], longest: number): Page {
  const size = exampleBytes(split);
  const [height, width, channels] = requireImages(split);
  const scale = Math.min(1, longest / Math.max(height, width));
  return withReader(split, ({ read }) => {
    if (scale === 1) {
      const images = new Uint8Array(indices.length * size);
      read(indices, images);
      return { shape: [height, width, channels], images };
    }
    const shape = [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale)), channels];
    const small = shape[0]! * shape[1]! * channels;
    const images = new Uint8Array(indices.length * small);
    const data = new Uint8Array(size);
    for (const [at, index] of indices.entries()) {
      read([index], data);
      const image = { height, width, channels: channels === 3 ? 3 : 1, data } as const;
      images.set(resized(image, shape[0]!, shape[1]!).data, at * small);
    }
    return { shape, images };
  });
}
