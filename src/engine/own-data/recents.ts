import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { withLock } from '../../files/lock.ts';
import { readText } from '../../files/read.ts';
import type { RecentData } from '../../protocol/own-data.ts';
import { makeFolder, writeAtomic } from '../runs/files.ts';
import { convasHome } from '../runs/home.ts';
import { collectionsFolder, copiesFolder } from './places.ts';

const entry = z.object({
  path: z.string(),
  usedAt: z.string(),
  /** When it was taken from the list; what Convas keeps of it is deleted some time later. */
  removedAt: z.string().nullable(),
});
type Entry = z.output<typeof entry>;
const stored = z.object({ version: z.literal(1), recents: z.array(entry) });

const most = 24;
/** Milliseconds in which a removal can be undone. */
const patience = 3600 * 1000;

const file = (): string => join(convasHome(), 'recent-data.json');

async function read(): Promise<Entry[]> {
  try {
    return stored.parse(JSON.parse(await readText(file()))).recents;
  } catch {
    return [];
  }
}

/** The folder directly inside `place` that a path lies in or is; null where it lies elsewhere. */
function folderInside(place: string, path: string): string | null {
  const [first] = relative(place, resolve(path)).split(sep);
  return first && first !== '..' && resolve(path).startsWith(place + sep) ? join(place, first) : null;
}

/** What Convas keeps of data, to be deleted with them; null for a person's own files. */
const ownFolder = (path: string): string | null =>
  folderInside(copiesFolder(), path) ?? folderInside(collectionsFolder(), path);

function placeOf(path: string): RecentData['place'] {
  if (folderInside(copiesFolder(), path)) return 'copied';
  return folderInside(collectionsFolder(), path) ? 'collected' : 'elsewhere';
}

/** Deletes what has been off the list for long; of own files it only forgets the path. */
async function purge(entries: readonly Entry[]): Promise<Entry[]> {
  const isOver = ({ removedAt }: Entry): boolean =>
    removedAt !== null && Date.now() - Date.parse(removedAt) > patience;
  for (const { path } of entries.filter(isOver)) {
    const folder = ownFolder(path);
    if (folder) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
  return entries.filter((each) => !isOver(each));
}

async function change(edit: (entries: Entry[]) => Entry[]): Promise<void> {
  await makeFolder(dirname(file()));
  await withLock(file(), async () => {
    const entries = await purge(edit(await read()));
    // Own files fall off the end of the list; what Convas keeps stays until a person removes it.
    const kept = entries.filter(({ path, removedAt }, at) => at < most || removedAt || ownFolder(path));
    await writeAtomic(file(), JSON.stringify({ version: 1, recents: kept }));
  });
}

/** The data used lately, the last first. */
export async function listRecents(): Promise<RecentData[]> {
  const entries = (await read()).filter(({ removedAt }) => removedAt === null);
  return Promise.all(
    entries.map(async ({ path, usedAt }) => ({
      path,
      name: basename(path),
      usedAt,
      place: placeOf(path),
      exists: await stat(path).then(
        () => true,
        () => false,
      ),
    })),
  );
}

export const addRecent = (path: string): Promise<void> =>
  change((entries) => [
    { path, usedAt: new Date().toISOString(), removedAt: null },
    ...entries.filter((other) => other.path !== path),
  ]);

const setRemoved = (path: string, removedAt: string | null): Promise<void> =>
  change((entries) => entries.map((other) => (other.path === path ? { ...other, removedAt } : other)));

export const removeRecent = (path: string): Promise<void> => setRemoved(path, new Date().toISOString());
export const restoreRecent = (path: string): Promise<void> => setRemoved(path, null);
