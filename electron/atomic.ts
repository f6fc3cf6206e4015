import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { words } from './words.ts';

const beside = (file: string) =>
  join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`);

/**
 * Writes a file whole: into a neighbour first, forced to the disk, then renamed into place. A reader finds the old
 * file or the new one. A link is followed, so that what it points at is replaced; permissions are kept.
 * @throws the file system's error; nothing half-written is left behind
 */
export async function writeAtomic(path: string, contents: string | Uint8Array): Promise<void> {
  const file = await realpath(path).catch(() => path);
  const mode = await stat(file).then(
    (found) => found.mode,
    () => 0o644,
  );
  const part = beside(file);
  let handle: FileHandle | null = null;
  try {
    handle = await open(part, 'wx', mode);
    await handle.writeFile(contents);
    await handle.sync();
    await handle.close();
    handle = null;
    await rename(part, file);
  } catch (error) {
    await handle?.close().catch(() => {});
    await rm(part, { force: true }).catch(() => {});
    throw error;
  }
}

/**
 * Writes several files under one new folder, all or none: they are gathered beside it and the folder is renamed
 * into place.
 * @throws when a name leads out of the folder, and the file system's errors: `ENOTEMPTY` where a folder of that name
 * holds something
 */
export async function writeFolder(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const part = beside(folder);
  try {
    await mkdir(part);
    for (const { name, bytes } of files) {
      const target = contained(part, name);
      await mkdir(dirname(target), { recursive: true });
      await writeAtomic(target, bytes);
    }
    // Takes the place of an empty folder, and of nothing else.
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
}

/** The place of `name` under `folder`. Throws where it would lie outside. */
export function contained(folder: string, name: string): string {
  const relative = normalize(name);
  if (
    !name ||
    isAbsolute(name) ||
    relative === '..' ||
    relative.startsWith(`..${sep}`) ||
    name.includes('\0')
  ) {
    throw new Error(words.outsideFolder(name));
  }
  return join(folder, relative);
}
