import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import type { ReadCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { Link } from './documents.ts';

const side = 8;

/** Noisy stripes, upright or lying, wide or narrow: four classes that a tiny network learns in a few epochs. */
export async function writeStripes(folder: string, counts = { train: 108, test: 24 }): Promise<string> {
  await mkdir(folder, { recursive: true });
  const draw = createGenerator(3, 'stripes');
  for (const [part, count] of [
    ['train', counts.train],
    ['t10k', counts.test],
  ] as const) {
    const images = new Uint8Array(count * side * side);
    const labels = Uint8Array.from({ length: count }, (_, at) => at % 4);
    for (let at = 0; at < images.length; at++) {
      const label = labels[Math.floor(at / (side * side))]!;
      const place = label % 2 === 0 ? at % side : Math.floor(at / side) % side;
      const stripe = Math.floor(place / (label < 2 ? 1 : 2)) % 2;
      images[at] = Math.floor(150 * stripe + 105 * draw.uniform());
    }
    await writeFile(join(folder, `${part}-images-idx3-ubyte`), encodeIdx([count, side, side], images));
    await writeFile(join(folder, `${part}-labels-idx1-ubyte`), encodeIdx([count], labels));
  }
  return folder;
}

/** Everything that is drawn at random or moves with the data, in a few hundred weights. */
export const tinyNetwork: readonly Link[] = [
  ['input', { shape: [side, side, 1] }, 'image'],
  ['randomFlip', {}, 'flipped'],
  ['conv2d', { filters: 4, kernelSize: [3, 3], strides: [2, 2], useBias: false }, 'conv'],
  ['batchNormalization', { momentum: 0.9 }, 'norm'],
  ['activation', { activation: 'relu' }, 'relu'],
  ['flatten', {}, 'flat'],
  ['dropout', { rate: 0.2 }, 'drop'],
  ['dense', { units: 4, activation: 'softmax' }, 'output'],
];

/** What a run amounts to, without what the clock has written. */
export function bare({ weights, slots, progress }: ReadCheckpoint) {
  const { seconds: _seconds, epochs, pretraining, ...rest } = progress;
  const figures = epochs.map(({ seconds: _, imagesPerSecond: __, ...figures }) => figures);
  const layers = pretraining.map(({ seconds: _, ...layer }) => layer);
  return { weights, slots, progress: { ...rest, epochs: figures, pretraining: layers } };
}
