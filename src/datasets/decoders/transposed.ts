import type { Split } from '../dataset.ts';
import { sharedBytes } from '../shared.ts';

/** Images with rows and columns exchanged. @param split images `[count, height, width, channels]` */
export function transposed(split: Split): Split {
  const [height = 1, width = 1, channels = 1] = split.shape;
  const size = height * width * channels;
  const images = sharedBytes(split.images.length);
  for (let start = 0; start < images.length; start += size) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let c = 0; c < channels; c++) {
          images[start + (column * height + row) * channels + c] =
            split.images[start + (row * width + column) * channels + c]!;
        }
      }
    }
  }
  return { ...split, shape: [width, height, channels], images };
}
