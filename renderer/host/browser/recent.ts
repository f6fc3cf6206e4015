import type { RecentFile } from '../../../src/protocol/host.ts';
import { keep, recall } from './keep.ts';

/** A file this browser knows: through a handle that can be written, or as a copy of its text. */
export type Known =
  | { readonly way: 'handle'; readonly file: FileSystemFileHandle }
  | { readonly way: 'copy'; readonly text: string };

interface Entry extends RecentFile {
  readonly known: Known;
}

const most = 10;
const key = 'recent';

async function entries(): Promise<readonly Entry[]> {
  const kept = await recall(key).catch(() => undefined);
  return Array.isArray(kept) ? (kept as Entry[]) : [];
}

export async function recentFiles(): Promise<readonly RecentFile[]> {
  return (await entries()).map(({ handle, name, hint, openedAt }) => ({ handle, name, hint, openedAt }));
}

export const knownFile = async (handle: string): Promise<Entry | undefined> =>
  (await entries()).find((entry) => entry.handle === handle);

/** Puts a file at the head of the list; the list is a convenience, so that a full storage is no failure. */
export async function remember(name: string, known: Known, handle: string, hint: string): Promise<void> {
  const others = (await entries()).filter((entry) => entry.handle !== handle);
  const entry: Entry = { handle, name, hint, openedAt: new Date().toISOString(), known };
  await keep(key, [entry, ...others].slice(0, most)).catch(() => undefined);
}

/** The handle under which the same file was known before, or a new one. */
export async function handleFor(name: string, known: Known): Promise<string> {
  for (const entry of await entries()) {
    if (entry.known.way === 'handle' && known.way === 'handle') {
      if (await entry.known.file.isSameEntry(known.file)) return entry.handle;
    } else if (entry.known.way === known.way && entry.name === name) return entry.handle;
  }
  return crypto.randomUUID();
}
