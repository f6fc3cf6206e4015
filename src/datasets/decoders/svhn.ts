import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import { decodeMat } from './mat.ts';

/** Bytes that the images of a file may have: far above the larger of the two that are read. */
const largest = 2 ** 30;

/**
 * Cropped digits of SVHN: `X` with the shape [height, width, 3, count] and `y` [count, 1], where 10 stands for the digit 0.
 * @throws EngineError `dataset-corrupt`
 */
export function decodeSvhn(bytes: Uint8Array, file: string): Split {
  const arrays = decodeMat(bytes, file, largest);
  const [x, y] = [arrays.get('X'), arrays.get('y')];
  const [height = 0, width = 0, channels = 0, count = 0] = x?.dims ?? [];
  if (!x || !y || x.dims.length !== 4 || channels !== 3 || y.data.length !== count || count === 0)
    throw new EngineError('dataset-corrupt', message('datasets.not-svhn', { file }));
  const size = height * width * channels;
  const images = new Uint8Array(count * size);
  for (let example = 0; example < count; example++) {
    const start = example * size;
    for (let c = 0; c < channels; c++) {
      for (let column = 0; column < width; column++) {
        const from = start + (c * width + column) * height;
        for (let row = 0; row < height; row++)
          images[start + (row * width + column) * channels + c] = x.data[from + row]!;
      }
    }
  }
  return { count, shape: [height, width, channels], images, labels: y.data.map((label) => label % 10) };
}
