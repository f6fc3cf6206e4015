import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { causeOf } from '../../files/errors.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { type Message, message } from '../../text/message.ts';

/** Folders inside each other that are looked into. */
const deepest = 12;

/** Names that systems leave behind, which no one means. */
const isSystemFile = (name: string): boolean =>
  name.startsWith('.') || /^(thumbs\.db|desktop\.ini|__MACOSX)$/i.test(name);

/** What is in a folder: names sorted, those that begin with a dot and similar left out. */
export interface Listing {
  readonly folders: readonly string[];
  /** Everything else, whatever a link leads to. */
  readonly files: readonly string[];
  /** What cannot be looked at. */
  readonly leftOut: readonly LeftOutFile[];
}

/** Lists a folder. A folder that cannot be read is an empty one that is left out. */
export async function listFolder(path: string): Promise<Listing> {
  const folders: string[] = [];
  const files: string[] = [];
  const leftOut: LeftOutFile[] = [];
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    return { folders, files, leftOut: [{ file: path, reason: causeOf(error, 'read').reason }] };
  }
  const inOrder = entries
    .filter(({ name }) => !isSystemFile(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of inOrder) {
    const { name } = entry;
    try {
      const target = entry.isSymbolicLink() ? await stat(join(path, name)) : entry;
      (target.isDirectory() ? folders : files).push(name);
    } catch (error) {
      leftOut.push({ file: join(path, name), reason: causeOf(error, 'read').reason });
    }
  }
  return { folders, files, leftOut };
}

/** All that is below a folder: files by their whole path, folder by folder. */
export interface Tree {
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOutFile[];
}

const identityOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => path,
  );

const realPlaceOf = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** The folders that a folder is in: where it really is, and where a link to it is. */
async function foldersAbove(path: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const own of [await realPlaceOf(path), join(await realPlaceOf(dirname(path)), basename(path))]) {
    for (let at = own; dirname(at) !== at; ) {
      at = dirname(at);
      found.add(await identityOf(at));
    }
  }
  return found;
}

/**
 * Walks through a folder and all that are in it. A folder that a link leads back to is not walked again, and neither is
 * one that the folder itself is in: files of another class would be taken for its own.
 */
export const walk = async (path: string): Promise<Tree> => walkBelow(path, [], await foldersAbove(path));

async function walkBelow(path: string, above: readonly string[], around: ReadonlySet<string>): Promise<Tree> {
  const own = await identityOf(path);
  const none = (reason: Message): Tree => ({ files: [], leftOut: [{ file: path, reason }] });
  if (above.includes(own) || around.has(own)) return none(message('imports.folder-loop'));
  if (above.length >= deepest) return none(message('imports.folder-too-deep', { most: deepest }));
  const listing = await listFolder(path);
  const files = listing.files.map((name) => join(path, name));
  const leftOut = [...listing.leftOut];
  for (const name of listing.folders) {
    const inner = await walkBelow(join(path, name), [...above, own], around);
    for (const file of inner.files) files.push(file);
    leftOut.push(...inner.leftOut);
  }
  return { files, leftOut };
}
