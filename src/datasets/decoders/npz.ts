import { withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import { sharedBytes } from '../shared.ts';
import { requireFew } from '../sound.ts';
import { withNumberedClasses } from './classes.ts';
import type { Decoder } from './decoder.ts';
import { type NpyArray, openNpy } from './npy.ts';
import { openZip, type ZipMember } from './zip.ts';

/** Bytes that the pixels of one split may have. */
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

/** Arrays that make a split, their values still unread. */
interface Plan {
  readonly images: NpyArray;
  readonly labels: NpyArray;
  readonly count: number;
  readonly shape: Split['shape'];
}

function planOf(images: NpyArray, labels: NpyArray, file: string): Plan {
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  const corrupt = (why: Message) => new EngineError('dataset-corrupt', why);
  const isImages = images.shape.length === 3 || images.shape.length === 4;
  if (!isImages || (channels !== 1 && channels !== 3) || height * width === 0) {
    throw corrupt(message('datasets.npz-images', { file, shape: images.shape.join(' × ') }));
  }
  if (images.size > largest)
    throw corrupt(message('datasets.npz-pixels', { file, pixels: images.size, most: largest }));
  requireFew(count, file);
  if (labels.size !== count)
    throw corrupt(message('datasets.npz-labels', { file, images: count, labels: labels.size }));
  return { images, labels, count, shape: [height, width, channels] };
}

/** JSON has no NaN and no infinity. */
const asJson = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** Bytes of pixels; floats that all lie in [0, 1] are shares of 255. @throws EngineError `dataset-corrupt` */
async function readPixels(images: NpyArray): Promise<Uint8Array> {
  const pixels = sharedBytes(images.size);
  if (images.isBytes) {
    await images.copy(pixels);
    return pixels;
  }
  let highest = 0;
  await images.each((value) => {
    if (!(value >= 0 && value <= 255)) {
      throw new EngineError(
        'dataset-corrupt',
        message('datasets.npz-pixel', { file: images.name, value: asJson(value) }),
      );
    }
    if (value > highest) highest = value;
  });
  const scale = images.isFloat && highest <= 1 ? 255 : 1;
  await images.each((value, at) => {
    pixels[at] = Math.round(value * scale);
  });
  return pixels;
}

/** @throws EngineError `dataset-corrupt` for a label that is no whole number of 32 bits */
async function readLabels(labels: NpyArray): Promise<Int32Array> {
  const read = new Int32Array(labels.size);
  await labels.each((value, at) => {
    if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 31) {
      throw new EngineError(
        'dataset-corrupt',
        message('datasets.npz-label', { file: labels.name, example: at, value: asJson(value) }),
      );
    }
    read[at] = value;
  });
  return read;
}

const readSplit = async ({ images, labels, count, shape }: Plan): Promise<Split> => ({
  count,
  shape,
  images: await readPixels(images),
  labels: await readLabels(labels),
});

async function plansIn(path: string, members: ReadonlyMap<string, ZipMember>): Promise<Plan[]> {
  const open = ({ name, size, content }: ZipMember) =>
    openNpy(`${path}, ${name.replace(/\.npy$/, '')}`, size, content);
  const pick = async (pairs: readonly (readonly [string, string])[]): Promise<Plan[]> => {
    for (const [images, labels] of pairs) {
      const found = [members.get(`${images}.npy`), members.get(`${labels}.npy`)] as const;
      if (found[0] && found[1]) return [planOf(await open(found[0]), await open(found[1]), path)];
    }
    return [];
  };
  const train = await pick(names.train);
  if (train.length > 0) return [...train, ...(await pick(names.test))];
  throw new EngineError(
    'dataset-corrupt',
    message('datasets.npz-arrays', { file: path, known: names.train }),
  );
}

/** How a zip archive begins. */
const zipMagic = [0x50, 0x4b, 0x03, 0x04];

/**
 * A NumPy archive of images and labels. The arrays are read a piece at a time, so that no more memory is taken than
 * their pixels and labels need.
 */
export const npz: Decoder = {
  format: message('datasets.format-npz'),
  sniff: ({ path, isFolder, bytes }) =>
    !isFolder && (/\.npz$/i.test(path) || zipMagic.every((byte, at) => bytes[at] === byte)),
  open: (path, options) =>
    withRegular(path, Number.MAX_SAFE_INTEGER, async (file) => {
      const plans = await plansIn(path, await openZip(file, (name) => name.endsWith('.npy')));
      const bytes = plans.reduce((sum, { images, labels }) => sum + images.size + 4 * labels.size, 0);
      const work = async () => {
        const [train, test] = plans;
        const splits = { train: await readSplit(train!), test: test ? await readSplit(test) : null };
        return withNumberedClasses(splits);
      };
      return loading.hold(bytes, path, work, options.cancelled);
    }),
};
