import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readRegular } from '../../files/read.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import { decodeCifar } from './cifar.ts';

const isTest = /^test/i;

/** A folder of CIFAR-10's binary files, or one of them; null where there is none. */
export async function readCifarFiles(
  path: string,
  options: LoadOptions,
): Promise<{ train: Split; test: Split | null } | null> {
  const folder = (await stat(path)).isDirectory();
  const names = folder ? (await readdir(path)).sort() : [path];
  const files = names
    .filter((name) => name.endsWith('.bin'))
    .map((name) => (folder ? join(path, name) : name));
  if (files.length === 0) return null;
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  const read = async (chosen: readonly string[]): Promise<Split | null> => {
    const contents = [];
    for (const name of chosen) contents.push({ name, bytes: await readRegular(name, bytes) });
    return contents.length > 0 ? decodeCifar(contents) : null;
  };
  // The files and what is made of them.
  return loading.hold(
    2 * bytes,
    path,
    async () => {
      const train = await read(files.filter((file) => !isTest.test(basename(file))));
      const test = await read(files.filter((file) => isTest.test(basename(file))));
      return train ? { train, test } : { train: test!, test: null };
    },
    options.cancelled,
  );
}
