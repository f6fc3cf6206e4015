import { basename, resolve } from 'node:path';
import { codeOf, explain } from '../files/errors.ts';
import { EngineError } from '../protocol/client.ts';
import type { DatasetSource, LoadOptions, Split } from './dataset.ts';
import { readCifarFiles } from './decoders/cifar-folder.ts';
import { readCsv } from './decoders/csv.ts';
import { readFolders } from './decoders/folders.ts';
import { findIdx, readIdxPairs } from './decoders/idx.ts';
import { readNpz } from './decoders/npz.ts';
import { dataMark } from './mark.ts';
import { missingClasses } from './missing-classes.ts';
import { splitOff } from './split.ts';

/** What a decoder makes of a path: its classes and splits; `test` null where the data has no such part. */
export interface Decoded {
  readonly classes: readonly string[];
  readonly train: Split;
  readonly test: Split | null;
}

/** A format of data at a path. `read` answers null where the path is not of its format. */
interface Decoder {
  readonly format: string;
  read(path: string, options: LoadOptions): Promise<Decoded | null>;
}

/** Beyond this a label is no class: a list of names as long would take all memory. */
const mostClasses = 100_000;

/** Class names where the data has none: the labels themselves, 0 to the largest. */
export function numberedClasses(splits: readonly (Split | null)[]): string[] {
  let largest = 0;
  for (const split of splits) {
    for (const label of split?.labels ?? []) if (label > largest) largest = label;
  }
  if (largest >= mostClasses) {
    throw new EngineError(
      'dataset-corrupt',
      `a label is ${largest}: classes are numbered from 0 without gaps, and there are at most ${mostClasses}`,
    );
  }
  return Array.from({ length: largest + 1 }, (_, label) => String(label));
}

const idx: Decoder = {
  format: 'IDX files',
  async read(path, options) {
    const found = await findIdx(path);
    if (!found) return null;
    const pairs = found.test ? [found.train, found.test] : [found.train];
    const [train, test = null] = await readIdxPairs(pairs, options);
    return { classes: numberedClasses([train!, test]), train: train!, test };
  },
};

const cifar: Decoder = {
  format: 'CIFAR-10 binary files',
  async read(path, options) {
    const found = await readCifarFiles(path, options);
    return found && { classes: numberedClasses([found.train, found.test]), ...found };
  },
};

const npz: Decoder = {
  format: 'a NumPy archive (.npz)',
  async read(path, options) {
    const found = await readNpz(path, options);
    return found && { classes: numberedClasses([found.train, found.test]), ...found };
  },
};

const csv: Decoder = {
  format: 'a .csv file (label, then pixels)',
  async read(path, options) {
    const train = await readCsv(path, options);
    return train && { classes: numberedClasses([train]), train, test: null };
  },
};

const folders: Decoder = { format: 'a folder of images for each class', read: readFolders };

const decoders: readonly Decoder[] = [idx, cifar, npz, csv, folders];

async function decode(path: string, options: LoadOptions): Promise<Decoded> {
  for (const decoder of decoders) {
    const decoded = await decoder.read(path, options);
    if (decoded) return decoded;
  }
  const formats = decoders.map(({ format }) => format).join(', ');
  throw new EngineError('dataset-corrupt', `${path} holds no data that can be read; it may be: ${formats}`);
}

interface Loaded extends Decoded {
  readonly test: Split;
  /** Every how manieth example of each class was held out for testing; null where the data has a test part. */
  readonly heldOut: number | null;
}

const heldOut = 5;

/**
 * The data at a path. Where it has no test part, every fifth example of each class is held out.
 * @param known names to offer where there is nothing at the path
 * @throws EngineError `dataset-missing`
 */
export async function pathSource(
  path: string,
  known: string,
): Promise<{ source: DatasetSource; key: string }> {
  const full = resolve(path);
  const mark = await dataMark(full).catch((error: unknown) => {
    const why =
      codeOf(error) === 'ENOENT'
        ? 'nothing at that path'
        : `what is at that path cannot be used: ${explain(error, 'read').reason}`;
    throw new EngineError(
      'dataset-missing',
      `there is no dataset "${path}", and ${why}; datasets by name: ${known}`,
    );
  });
  let loaded: Promise<Loaded> | null = null;
  const read = (options: LoadOptions) => {
    loaded ??= decode(full, options).then(({ classes, train, test }) => {
      if (test) return { classes, train, test, heldOut: null };
      return { classes, ...splitOff(train, heldOut), heldOut };
    });
    return loaded;
  };
  const source: DatasetSource = {
    id: path,
    async info() {
      const { classes, train, test, heldOut } = await read({});
      const notices = missingClasses(classes, train, test, heldOut);
      return {
        id: path,
        title: basename(full),
        description: `Data at ${full}`,
        licence: '',
        source: full,
        classes: [...classes],
        sampleShape: [...train.shape],
        train: train.count,
        test: test.count,
        availability: 'ready',
        downloadBytes: 0,
        ...(notices.length > 0 && { notices }),
      };
    },
    load: read,
  };
  return { source, key: `${full}:${mark}` };
}
