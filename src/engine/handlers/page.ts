import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, withReader } from '../../datasets/pixels.ts';
import { resized } from '../../datasets/resize.ts';

interface Page {
  readonly shape: number[];
  readonly images: Uint8Array<ArrayBuffer>;
}

/** Images of a split, as stored; where one has a side longer than `longest`, all shrunk to that. */
export function pageOf(split: SplitHandle, indices: readonly number[], longest: number): Page {
  const size = exampleBytes(split);
  const [height, width, channels] = split.shape;
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
