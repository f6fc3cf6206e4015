import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { type FileData, syncFolder, writeNew } from './atomic.ts';
import { sweepOnce, temporaryBeside } from './temporary.ts';

export interface FolderFile {
  /** Its path below the folder, with `/`. */
  readonly name: string;
  readonly bytes: FileData;
}

/** Files that may be made one after the other, as they are asked for. */
export type FolderFiles = Iterable<FolderFile> | AsyncIterable<FolderFile>;

/** A name that leads out of the folder that it is to be written to. */
export class OutsideFolderError extends TextError {
  override readonly name = 'OutsideFolderError';
  readonly file: string;
  constructor(file: string) {
    super(message('files.outside-folder', { file }));
    this.file = file;
  }
}

/** The place of `name` under `folder`. @throws OutsideFolderError where it would lie outside */
export function contained(folder: string, name: string): string {
  const relative = normalize(name);
  if (
    !name ||
    isAbsolute(name) ||
    relative === '..' ||
    relative.startsWith(`..${sep}`) ||
    name.includes('\0')
  ) {
    throw new OutsideFolderError(name);
  }
  return join(folder, relative);
}

/**
 * Makes a folder with `fill`, which fills the temporary folder that it is given; only then it takes its name.
 * @param instead what becomes of a folder that has the name and holds something: `refuse` with `ENOTEMPTY`, or
 *   `replace` it, which two processes must not do at once
 * @throws what `fill` throws, and the file system's errors; the old folder is untouched then
 */
export async function replaceFolder<T>(
  folder: string,
  instead: 'refuse' | 'replace',
  fill: (temporary: string) => Promise<T>,
): Promise<T> {
  const place = resolve(folder);
  await sweepOnce(dirname(place));
  const temporary = temporaryBeside(place);
  try {
    await mkdir(temporary);
    const result = await fill(temporary);
    await syncFolder(temporary);
    if (instead === 'replace') await moveAside(place);
    // Windows renames onto no folder, not even an empty one.
    else if (process.platform === 'win32') await rmdir(place).catch(() => {});
    await rename(temporary, place);
    await syncFolder(dirname(place));
    return result;
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

/** Takes a folder's name away, then its content: who reads in it sees it whole or gone. */
async function moveAside(folder: string): Promise<void> {
  const aside = temporaryBeside(folder);
  try {
    await rename(folder, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Writes files that are not there yet below a folder, in folders of their own too. @returns their names */
async function fillWith(folder: string, files: FolderFiles): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, bytes } of files) {
    const target = contained(folder, name);
    await mkdir(dirname(target), { recursive: true });
    await writeNew(target, bytes);
    names.push(name);
  }
  return names;
}

/**
 * Writes several files under one new folder, or an empty one: all or none.
 * @returns their names
 * @throws OutsideFolderError, and the file system's errors: `ENOTEMPTY` where a folder of that name holds something
 */
export const writeFolder = (folder: string, files: FolderFiles): Promise<string[]> =>
  replaceFolder(folder, 'refuse', (temporary) => fillWith(temporary, files));

/**
 * Writes several files into a folder, which keeps what else is in it. Each is whole or as it was before; none takes its
 * name before all are on disk.
 * @returns their names
 * @throws OutsideFolderError, and the file system's errors
 */
export async function writeInto(folder: string, files: FolderFiles): Promise<string[]> {
  const place = resolve(folder);
  const there = await readdir(place).catch(() => null);
  if (there === null || there.length === 0) return writeFolder(place, files);
  await sweepOnce(place);
  // In the folder itself, for that may be all that a person may write to.
  const temporary = temporaryBeside(join(place, 'files'));
  try {
    await mkdir(temporary);
    const names = await fillWith(temporary, files);
    for (const name of names) {
      const target = contained(place, name);
      await mkdir(dirname(target), { recursive: true });
      await rename(contained(temporary, name), target);
      await syncFolder(dirname(target));
    }
    return names;
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

/** A folder of this process's own, to work in. */
export interface Workspace {
  readonly folder: string;
  /** Files as `writeFolder` takes them; what is there already stays. @returns their names @throws OutsideFolderError */
  write(files: FolderFiles): Promise<string[]>;
  remove(): Promise<void>;
}

/** Opens a temporary folder below `parent`; what a process that has ended left there is removed. */
export async function openWorkspace(parent: string): Promise<Workspace> {
  const place = resolve(parent);
  await mkdir(place, { recursive: true });
  await sweepOnce(place);
  const folder = temporaryBeside(join(place, 'workspace'));
  await mkdir(folder);
  return {
    folder,
    write: (files) => fillWith(folder, files),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
