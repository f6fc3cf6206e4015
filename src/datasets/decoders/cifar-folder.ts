import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readRegular } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import { cifarRecords, decodeCifar } from './cifar.ts';
import { withNumberedClasses } from './classes.ts';
import type { Decoder } from './decoder.ts';

const isTest = /^test/i;

const isBatch = (name: string): boolean => name.endsWith('.bin');

/** CIFAR-10's and CIFAR-100's binary versions, which their lengths tell apart: a folder of its files, those whose names begin with "test" held out, or one of them. */
export const cifarBinary: Decoder = {
  format: message('datasets.format-cifar'),
  sniff: ({ path, isFolder, names }) => (isFolder ? names.some(isBatch) : isBatch(path)),
  async open(path, options) {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path)).filter(isBatch).sort() : [path];
    const files = isFolder ? names.map((name) => join(path, name)) : names;
    const sizes: number[] = [];
    for (const file of files) sizes.push((await stat(file)).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const isWhole = (record: number): boolean => sizes.every((size) => size > 0 && size % record === 0);
    const kind = isWhole(cifarRecords[100]) && !isWhole(cifarRecords[10]) ? 100 : 10;
    const read = async (chosen: readonly string[]): Promise<Split | null> => {
      const contents = [];
      for (const name of chosen) contents.push({ name, bytes: await readRegular(name, bytes) });
      return contents.length > 0 ? decodeCifar(contents, kind) : null;
    };
    const work = async () => {
      const train = await read(files.filter((file) => !isTest.test(basename(file))));
      const test = await read(files.filter((file) => isTest.test(basename(file))));
      return withNumberedClasses(train ? { train, test } : { train: test!, test: null });
    };
    // The files and what is made of them.
    return loading.hold(2 * bytes, path, work, options.canceled);
  },
};
