import { closeSync, constants, openSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import {
  type FileHandle,
  lstat,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { message } from '../text/message.ts';
import { FileError } from './errors.ts';
import { sweepOnce, temporaryBeside } from './temporary.ts';

/** A stream is read chunk by chunk, each written before the next is asked for. */
export type FileData = string | Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;

export interface WriteOptions {
  /** Called when all is on disk but the name; where it throws, the old file stays. */
  readonly beforeCommit?: (() => Promise<void>) | undefined;
  /** Permissions of a file that is not there yet; 0o644 where not given. One that is there keeps its own. */
  readonly mode?: number;
  /**
   * Whether a device or a pipe is written to as it is: for a path that a person named, such as `/dev/stdout`. Refused
   * if not given, for a pipe without a reader would hold the writer for ever.
   */
  readonly toStream?: boolean;
}

/**
 * Writes a file whole or not at all: into a temporary file of its own beside it, forced to the disk, then renamed into
 * place, and the folder forced to the disk too. A reader, and who comes after a crash, finds the old file or the new
 * one. Writes of one path in this process take effect in the order of the calls. A link is followed; permissions are
 * kept.
 * @param data a text, or bytes, or several runs of bytes one after the other, or a stream of them; they must stay as
 *   they are until it is written
 * @throws the file system's error, or what `beforeCommit` throws; the old file is untouched then
 */
export function writeAtomic(path: string, data: FileData, options: WriteOptions = {}): Promise<void> {
  return inTurn(path, async ({ file, found }) => {
    if (found && isStream(found)) {
      if (options.toStream) return writeFile(file, joined(data));
      throw new FileError('NOT_REGULAR', message('files.not-written', { path }), {
        reason: message('files.stream'),
        fix: message('files.fix-remove-it'),
      });
    }
    const temporary = temporaryBeside(file);
    try {
      await writeNew(temporary, data, found?.mode ?? options.mode ?? null);
      await commit(temporary, file, options);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  });
}

/**
 * Makes a file with `fill`, which writes the temporary file that it is given; then as `writeAtomic`.
 * @throws what `fill` throws, and the file system's errors; the old file is untouched then
 */
export async function replaceFile<T>(
  path: string,
  fill: (temporary: string) => Promise<T>,
  options: WriteOptions = {},
): Promise<T> {
  const { file } = await targetOf(path);
  await sweepOnce(dirname(file));
  const temporary = temporaryBeside(file);
  try {
    const result = await fill(temporary);
    await syncFile(temporary);
    await inTurn(path, ({ file: place }) => commit(temporary, place, options));
    return result;
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

/**
 * As `writeAtomic`, for who cannot wait: before a call that may end the process. Does not follow links, and is there
 * after this process ends, but not for sure after the power fails.
 */
export function writeAtomicSync(path: string, data: string | Uint8Array): void {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, 'wx', 0o644);
    try {
      writeFileSync(file, data);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes a file that must not be there yet, and forces it to the disk. @param mode null for that of any new file */
export async function writeNew(path: string, data: FileData, mode: number | null = null): Promise<void> {
  const handle = await open(path, 'wx', mode === null ? 0o644 : mode & 0o777);
  try {
    // What the process may not give to a new file it may still give to this one.
    if (mode !== null) await handle.chmod(mode & 0o7777).catch(() => {});
    if (isStreamed(data)) for await (const chunk of data) await writeAll(handle, [chunk]);
    else await writeAll(handle, typeof data === 'string' ? [Buffer.from(data)] : chunksOf(data));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Forces a folder's list of names to the disk, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows does not open folders.
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    // A folder that may be written but not read, or a file system that knows no such thing: the file itself is there.
    if ((error as NodeJS.ErrnoException).code === 'EIO') throw error;
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

async function commit(temporary: string, file: string, { beforeCommit }: WriteOptions): Promise<void> {
  await beforeCommit?.();
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

const chunksOf = (data: Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] =>
  data instanceof Uint8Array ? [data] : data;

const isStreamed = (data: FileData): data is AsyncIterable<Uint8Array> =>
  typeof data === 'object' && Symbol.asyncIterator in data;

const joined = (data: FileData): string | Uint8Array | AsyncIterable<Uint8Array> =>
  typeof data === 'string' || data instanceof Uint8Array || isStreamed(data) ? data : Buffer.concat(data);

/** Writes all of it, in as few calls as the system takes: each is a turn of the loop. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks.filter(({ length }) => length > 0);
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left);
    const rest: Uint8Array[] = [];
    for (const chunk of left) {
      if (bytesWritten < chunk.length) rest.push(chunk.subarray(bytesWritten));
      bytesWritten = Math.max(0, bytesWritten - chunk.length);
    }
    left = rest;
  }
}

interface Target {
  /** The file itself, where `path` is a link to it. */
  readonly file: string;
  /** Null where there is none yet. */
  readonly found: Stats | null;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Not a file that can be replaced by another, but something that takes bytes. */
const isStream = (found: Stats): boolean =>
  found.isCharacterDevice() || found.isBlockDevice() || found.isFIFO() || found.isSocket();

/** What a path leads to, links followed, one that leads to nothing yet as well. */
async function targetOf(path: string, links = 0): Promise<Target> {
  try {
    const found = await stat(path);
    // What a process has open has no path of its own: `/dev/stdout`.
    return { file: isStream(found) ? path : await realpath(path), found };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const link = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (link && links < 40) return targetOf(resolve(dirname(path), await readlink(path)), links + 1);
  return { file: join(await realpath(dirname(path)), basename(path)), found: null };
}

const turns = new Map<string, Promise<unknown>>();

/** Does work on a path after the work on it that was asked for before. */
async function inTurn(path: string, work: (target: Target) => Promise<void>): Promise<void> {
  const key = resolve(path);
  const before = turns.get(key) ?? Promise.resolve();
  const mine = before.then(async () => {
    const target = await targetOf(path);
    if (!target.found || !isStream(target.found)) await sweepOnce(dirname(target.file));
    await work(target);
  });
  const settled = mine.catch(() => {});
  turns.set(key, settled);
  await mine.finally(() => {
    if (turns.get(key) === settled) turns.delete(key);
  });
}
