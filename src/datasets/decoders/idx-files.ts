import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { withNumberedClasses } from './classes.ts';
import type { Decoder } from './decoder.ts';
import { type IdxPair, readIdxPairs } from './idx.ts';
import { transposed } from './transposed.ts';

const partNames = { train: /train/i, test: /t10k|test/i } as const;
const isEmnist = /emnist/i;
const isImages = /images?[-.]?idx3/i;

/** The labels' name that belongs to an images file: `train-images-idx3-ubyte.gz` to `train-labels-idx1-ubyte.gz`. */
function labelsNameOf(imagesName: string): string {
  return imagesName.replace(/images?/i, 'labels').replace(/idx3/i, 'idx1');
}

/** Images and labels of a folder by part, or of a single images file with its labels beside it. */
async function findPairs(path: string): Promise<readonly IdxPair[]> {
  if (!(await stat(path)).isDirectory()) return [[path, labelsNameOf(path)]];
  const names = (await readdir(path)).filter((name) => isImages.test(name)).sort();
  const find = (part: RegExp): IdxPair[] => {
    const name = names.find((candidate) => part.test(candidate));
    return name === undefined ? [] : [[join(path, name), join(path, labelsNameOf(name))]];
  };
  return [...find(partNames.train), ...find(partNames.test)];
}

/** MNIST's format (Y. LeCun): a folder of IDX files, gzip or not, or one file of images with its labels beside it. */
export const idxFiles: Decoder = {
  format: message('datasets.format-idx'),
  sniff({ path, isFolder, names }) {
    if (!isFolder) return isImages.test(path);
    return names.some((name) => isImages.test(name) && partNames.train.test(name));
  },
  options: ['transpose'],
  async open(path, options, { transpose }) {
    if (transpose !== undefined && transpose !== 'yes' && transpose !== 'no')
      throw new EngineError(
        'invalid',
        message('imports.bad-option', { option: 'transpose', value: transpose }),
      );
    const pairs = await findPairs(path);
    const [train, test = null] = await readIdxPairs(pairs, options);
    if (!train) throw new EngineError('dataset-corrupt', message('datasets.idx-none', { path }));
    // EMNIST's files have rows and columns the other way round than MNIST's.
    const isTurned =
      transpose === undefined
        ? pairs.some(([images]) => isEmnist.test(basename(images)))
        : transpose === 'yes';
    if (!isTurned) return withNumberedClasses({ train, test });
    const turned = { train: transposed(train), test: test && transposed(test) };
    return { ...withNumberedClasses(turned), findings: { changes: [message('imports.transposed')] } };
  },
};
