import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { EngineError } from '../../protocol/client.ts';
import type { Split } from '../dataset.ts';
import { decodeNpy, type Npy } from './npy.ts';

/** Bytes that one array may have once unpacked. */
const largest = 2 ** 31 - 1;

/** Names that arrays go by: Keras's `x_train`, MedMNIST's `train_images`, and plain ones. */
const names = {
  train: [
    ['x_train', 'y_train'],
    ['train_images', 'train_labels'],
    ['images', 'labels'],
    ['x', 'y'],
  ],
  test: [
    ['x_test', 'y_test'],
    ['test_images', 'test_labels'],
  ],
} as const;

/** Bytes of pixels; floats that all lie in [0, 1] are shares of 255. @throws EngineError `dataset-corrupt` */
function pixelsOf({ values }: Npy, corrupt: (why: string) => EngineError): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const outside = values.find((value) => !(value >= 0 && value <= 255));
  if (outside !== undefined) throw corrupt(`a pixel is ${outside}; pixels go from 0 to 255, or from 0 to 1`);
  const shares = values instanceof Float64Array && values.every((value) => value <= 1);
  return Uint8Array.from(values, (value) => Math.round(shares ? value * 255 : value));
}

/** @throws EngineError `dataset-corrupt` for a label that is no whole number */
function labelsOf({ values }: Npy, corrupt: (why: string) => EngineError): Int32Array {
  const broken = values.findIndex((value) => !Number.isInteger(value) || Math.abs(value) >= 2 ** 31);
  if (broken >= 0)
    throw corrupt(`the label of example ${broken} is ${values[broken]}; labels are whole numbers from 0`);
  return Int32Array.from(values);
}

function split(images: Npy, labels: Npy, file: string): Split {
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  const corrupt = (why: string) => new EngineError('dataset-corrupt', `${file}: ${why}`);
  if (images.shape.length < 3 || images.shape.length > 4 || (channels !== 1 && channels !== 3)) {
    throw corrupt(`images of ${images.shape.join(' × ')} cannot be read: count × height × width (× 1 or 3)`);
  }
  if (labels.values.length !== count) {
    throw corrupt(`there are ${count} images, but ${labels.values.length} labels`);
  }
  return {
    count,
    shape: [height, width, channels],
    images: pixelsOf(images, corrupt),
    labels: labelsOf(labels, corrupt),
  };
}

/** A NumPy archive of images and labels; null where it is none. @throws EngineError `dataset-corrupt` */
export async function readNpz(path: string) {
  if (!/\.npz$/i.test(path)) return null;
  const bytes = await readFile(path);
  let arrays: Record<string, Uint8Array>;
  try {
    arrays = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name.endsWith('.npy') && originalSize <= largest,
    });
  } catch (error) {
    throw new EngineError('dataset-corrupt', `${path} cannot be unpacked: ${(error as Error).message}`);
  }
  const pick = (pairs: readonly (readonly [string, string])[]): Split | null => {
    const pair = pairs.find(([images, labels]) => arrays[`${images}.npy`] && arrays[`${labels}.npy`]);
    if (!pair) return null;
    const [images, labels] = pair.map((name) => decodeNpy(arrays[`${name}.npy`]!, `${path}, ${name}`));
    return split(images!, labels!, path);
  };
  const train = pick(names.train);
  if (train) return { train, test: pick(names.test) };
  const known = names.train.map((pair) => pair.join(' and ')).join(', or ');
  throw new EngineError('dataset-corrupt', `${path} has none of the arrays that are known: ${known}`);
}
