import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Split } from '../dataset.ts';
import { decodeCifar } from './cifar.ts';

const isTest = /^test/i;

/** A folder of CIFAR-10's binary files, or one of them; null where there is none. */
export async function readCifarFiles(path: string): Promise<{ train: Split; test: Split | null } | null> {
  const folder = (await stat(path)).isDirectory();
  const names = folder ? (await readdir(path)).sort() : [path];
  const files = names
    .filter((name) => name.endsWith('.bin'))
    .map((name) => (folder ? join(path, name) : name));
  if (files.length === 0) return null;
  const read = (chosen: readonly string[]) =>
    Promise.all(chosen.map(async (name) => ({ name, bytes: await readFile(name) })));
  const train = await read(files.filter((file) => !isTest.test(basename(file))));
  const test = await read(files.filter((file) => isTest.test(basename(file))));
  if (train.length === 0) return { train: decodeCifar(test), test: null };
  return { train: decodeCifar(train), test: test.length > 0 ? decodeCifar(test) : null };
}
