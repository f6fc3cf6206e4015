import type { Handle, RecentFile } from '../../../src/protocol/host.ts';
import { recall, recallAll, update } from './keep.ts';

/** A file this browser knows: through a handle that can be written, or as a copy of its text. */
export type Known =
  | { readonly way: 'handle'; readonly file: FileSystemFileHandle }
  | { readonly way: 'copy'; readonly text: string };

export interface KnownFile {
  readonly handle: Handle;
  readonly name: string;
  readonly known: Known;
}

interface Entry extends RecentFile, KnownFile {}

const most = 10;
const key = 'recent';
/** What tabs have open is known as long as they live, however many other files were opened since. */
export const openPrefix = 'open ';

const listOf = (kept: unknown): readonly Entry[] => (Array.isArray(kept) ? (kept as Entry[]) : []);
const entries = async (): Promise<readonly Entry[]> => listOf(await recall(key).catch(() => undefined));

async function allKnown(): Promise<readonly KnownFile[]> {
  const open = await recallAll(openPrefix).catch(() => new Map<string, unknown>());
  return [...(await entries()), ...([...open.values()] as KnownFile[])];
}

export async function recentFiles(): Promise<readonly RecentFile[]> {
  return (await entries()).map(({ handle, name, hint, openedAt }) => ({ handle, name, hint, openedAt }));
}

export const knownFile = async (handle: Handle): Promise<KnownFile | undefined> =>
  (await allKnown()).find((entry) => entry.handle === handle);

/** Puts a file at the head of the list; the list is a convenience, so that a full storage is no failure. */
export async function remember({ handle, name, known }: KnownFile, hint: string): Promise<void> {
  const entry: Entry = { handle, name, hint, openedAt: new Date().toISOString(), known };
  await update(key, (kept) =>
    [entry, ...listOf(kept).filter((other) => other.handle !== handle)].slice(0, most),
  ).catch(() => undefined);
}

/**
 * The handle under which the same file was known before, or a new one. Copies are the same where they are called the
 * same and hold the same: two folders may each have a file of one name.
 */
export async function handleFor(name: string, known: Known): Promise<Handle> {
  for (const entry of await allKnown()) {
    if (entry.known.way === 'handle' && known.way === 'handle') {
      if (await entry.known.file.isSameEntry(known.file)) return entry.handle;
    } else if (entry.known.way === 'copy' && known.way === 'copy') {
      if (entry.name === name && entry.known.text === known.text) return entry.handle;
    }
  }
  return crypto.randomUUID();
}
