import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a folder with more files than this (images of a class) only its own date is asked: it moves as files come and go. */
const few = 32;

/**
 * A text that changes when the data at a path does: dates and sizes of the file, or of what the folder holds, two
 * levels deep. An image that is written over in a folder of many is not noticed.
 * @throws where there is nothing at the path
 */
export async function dataMark(path: string, depth = 2): Promise<string> {
  const { mtimeMs, size } = await stat(path);
  const own = `${mtimeMs}:${size}`;
  const entries = depth === 0 ? [] : await readdir(path, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory());
  const looked = [...entries.filter((entry) => entry.isDirectory()), ...(files.length > few ? [] : files)];
  const names = looked.map(({ name }) => name).sort();
  const marks = await Promise.all(
    names.map(async (name) => `${name}=${await dataMark(join(path, name), depth - 1).catch(() => '')}`),
  );
  return [own, ...marks].join();
}
