import { type Item, SystemError, tree } from '../storage/tree.ts';
import * as core from './fs-core.ts';

type Path = core.Path;
type Data = string | ArrayBufferView;

export class FileHandle {
  readonly #item: Item;
  readonly #append: boolean;
  #at = 0;
  #closed = false;

  constructor(item: Item, append: boolean) {
    this.#item = item;
    this.#append = append;
    item.open++;
  }

  async stat(): Promise<core.Stats> {
    return new core.Stats(this.#item);
  }

  async read(
    into: Uint8Array,
    offset = 0,
    length = into.byteLength - offset,
    position: number | null = null,
  ) {
    await tree.load(this.#item);
    const from = position ?? this.#at;
    const bytes = core.bytesOf(into).subarray(offset, offset + length);
    const bytesRead = core.readAt(this.#item, bytes, from);
    if (position === null) this.#at += bytesRead;
    return { bytesRead, buffer: into };
  }

  async write(data: Data, offset = 0, length?: number, position: number | null = null) {
    await tree.load(this.#item);
    const bytes = core.bytesOf(data);
    const part = bytes.subarray(offset, length === undefined ? undefined : offset + length);
    const to = this.#append ? this.#item.size : (position ?? this.#at);
    core.writeAt(this.#item, part, to);
    if (position === null) this.#at = to + part.length;
    return { bytesWritten: part.length };
  }

  async writev(parts: readonly Uint8Array[]) {
    let bytesWritten = 0;
    for (const part of parts) bytesWritten += (await this.write(part)).bytesWritten;
    return { bytesWritten };
  }

  async writeFile(data: Data): Promise<void> {
    await this.write(data);
  }

  async truncate(length = 0): Promise<void> {
    await tree.load(this.#item);
    core.setLength(this.#item, length);
  }

  async chmod(): Promise<void> {}

  /** Of a folder: its names, and with them all others. */
  async sync(): Promise<void> {
    if (this.#item.children) await tree.keepAll();
    else await tree.keep(this.#item);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    tree.release(this.#item);
  }
}

export async function open(path: Path, flags?: string | number): Promise<FileHandle> {
  const { item, append } = core.openItem(path, flags);
  return new FileHandle(item, append);
}

export const stat = async (path: Path): Promise<core.Stats> => core.statOf(path);
/** There are no links. */
export const lstat = (path: Path): Promise<core.Stats> => stat(path);
export const access = async (path: Path): Promise<void> => void core.itemAt(path, 'access');
export const mkdir = async (path: Path, options?: { recursive?: boolean }): Promise<void> =>
  core.makeFolder(path, options?.recursive ?? false);
export const rename = async (from: Path, to: Path): Promise<void> => core.rename(from, to);
export const rm = async (path: Path, options?: { recursive?: boolean; force?: boolean }): Promise<void> =>
  core.remove(path, options);
export const unlink = async (path: Path): Promise<void> => core.unlink(path);
export const rmdir = async (path: Path): Promise<void> => core.removeFolder(path);
export const chmod = async (): Promise<void> => {};

export async function realpath(path: Path): Promise<string> {
  core.itemAt(path, 'realpath');
  return `/${core.namesOf(path).join('/')}`;
}

export async function readdir(path: Path, options?: { withFileTypes?: boolean }) {
  const found = core.listFolder(path);
  return options?.withFileTypes ? found : found.map(({ name }) => name);
}

export async function readFile(path: Path, encoding?: unknown): Promise<string | Uint8Array> {
  const item = core.itemAt(path, 'open');
  if (item.children) throw new SystemError('EISDIR', 'read', String(path));
  const bytes = (await tree.load(item)).slice(0, item.size);
  return encoding === undefined ? bytes : new TextDecoder().decode(bytes);
}

export async function writeFile(path: Path, data: Data, options?: { flag?: string }): Promise<void> {
  const handle = await open(path, options?.flag ?? 'w');
  await handle.writeFile(data);
  await handle.close();
}

export async function copyFile(from: Path, to: Path): Promise<void> {
  await writeFile(to, (await readFile(from)) as Uint8Array);
}

export async function appendFile(path: Path, data: Data): Promise<void> {
  await writeFile(path, data, { flag: 'a' });
}

export async function truncate(path: Path, length = 0): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.truncate(length);
  await handle.close();
}

export async function utimes(path: Path, _accessed: unknown, modified: Date | number): Promise<void> {
  core.itemAt(path, 'utimes').mtimeMs = Number(modified);
  tree.listSoon();
}

export async function mkdtemp(prefix: string): Promise<string> {
  const path = `${prefix}${crypto.randomUUID().slice(0, 6)}`;
  core.makeFolder(path, true);
  return path;
}

/** What the browser would let this page store: an estimate of its own. */
export async function statfs() {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return { bavail: Math.max(0, quota - usage), bsize: 1, blocks: quota };
}

export async function readlink(path: Path): Promise<string> {
  throw new SystemError('EINVAL', 'readlink', String(path));
}
export const symlink = async (_target: Path, path: Path): Promise<void> => {
  throw new SystemError('EPERM', 'symlink', String(path));
};
export const cp = async (_from: Path, to: Path): Promise<void> => {
  throw new SystemError('EPERM', 'copyfile', String(to));
};
