import { type FileStore, SystemError } from './tree.ts';

const contents = 'contents';
/** Written in turns: while one is written the other is whole. */
const lists = ['list-0', 'list-1'] as const;

/** What TypeScript's library for workers may lack. */
interface SyncAccess {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && ['QuotaExceededError', 'NoModificationAllowedError'].includes(error.name);

async function writeFile(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await folder.getFileHandle(name, { create: true });
    const access = await (
      file as unknown as { createSyncAccessHandle(): Promise<SyncAccess> }
    ).createSyncAccessHandle();
    try {
      access.truncate(0);
      for (let at = 0; at < bytes.length; ) {
        const written = access.write(bytes.subarray(at), { at });
        if (written === 0) throw new SystemError('ENOSPC', 'write', name);
        at += written;
      }
      access.flush();
    } finally {
      access.close();
    }
  } catch (error) {
    throw isFull(error) ? new SystemError('ENOSPC', 'write', name) : error;
  }
}

async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await (await folder.getFileHandle(name)).getFile();
  return new Uint8Array(await file.arrayBuffer());
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A list as it is written: a line with its number and digest, then the list. Null where it is not whole. */
async function readList(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<{ readonly turn: number; readonly list: string } | null> {
  try {
    const text = new TextDecoder().decode(await readFile(folder, name));
    const end = text.indexOf('\n');
    const [turn, sum] = text.slice(0, end).split(' ');
    const list = text.slice(end + 1);
    return sum === (await digest(list)) ? { turn: Number(turn), list } : null;
  } catch {
    return null;
  }
}

export interface OpenedStorage {
  readonly fileStore: FileStore;
  /** The latest list that is whole; null where there is none yet. */
  readonly list: string | null;
  /** Removes contents that no list names: left by a tab that was closed in the middle. */
  sweep(kept: ReadonlySet<string>): Promise<void>;
}

/**
 * The browser's storage for this page's origin (the origin private file system).
 * @throws where the browser refuses it, as some do in private windows
 */
export async function openStorage(): Promise<OpenedStorage> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('convas', { create: true });
  const place = await folder.getDirectoryHandle(contents, { create: true });
  // Some browsers hand the folder out and refuse to write to it.
  await writeFile(place, 'trial', new Uint8Array(1));
  await place.removeEntry('trial');
  const found = await Promise.all(lists.map((name) => readList(folder, name)));
  const latest = found.reduce((best, each) => (each && (!best || each.turn > best.turn) ? each : best), null);
  let turn = latest?.turn ?? 0;
  return {
    list: latest?.list ?? null,
    fileStore: {
      write: (name, bytes) => writeFile(place, name, bytes),
      read: (name) => readFile(place, name),
      remove: (name) => place.removeEntry(name).catch(() => {}),
      async writeList(list) {
        const next = turn + 1;
        const text = `${next} ${await digest(list)}\n${list}`;
        await writeFile(folder, lists[next % 2]!, new TextEncoder().encode(text));
        turn = next;
      },
    },
    async sweep(kept) {
      const names = (place as unknown as { keys(): AsyncIterable<string> }).keys();
      for await (const name of names) if (!kept.has(name)) await place.removeEntry(name).catch(() => {});
    },
  };
}
