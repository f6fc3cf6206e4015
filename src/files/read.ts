import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { message } from '../text/message.ts';
import { causeOf, codeOf, FileError } from './errors.ts';

/** A regular file, open for reading, of a length that is known before the first byte is read. */
export interface RegularFile {
  readonly path: string;
  /** Bytes when it was opened: no more are read, however it grows. */
  readonly size: number;
  /** When it was last changed, as it was opened: milliseconds since 1970. */
  readonly mtimeMs: number;
  /** Reads until `into` is full or the file ends. Returns how many bytes were read. */
  read(into: Uint8Array, at: number): Promise<number>;
  /** Its bytes in pieces, from `start` to before `end`; the whole file by default. */
  pieces(start?: number, end?: number): AsyncGenerator<Uint8Array, void>;
  close(): Promise<void>;
}

const pieceBytes = 1 << 18;

/** Not blocking: opening a named pipe for reading would otherwise wait for someone who writes to it. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

const kindOf = (found: Stats): 'folder' | 'pipe' | 'socket' | 'device' => {
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  if (found.isSocket()) return 'socket';
  return 'device';
};

function requireRegular(path: string, found: Stats, atMost: number): void {
  const what = message('files.not-read', { path });
  if (!found.isFile()) {
    const code = found.isDirectory() ? 'EISDIR' : 'NOT_REGULAR';
    const reason = message('files.not-a-file', { kind: kindOf(found) });
    throw new FileError(code, what, { reason, fix: message('files.fix-regular-file') });
  }
  if (found.size > atMost) {
    const reason = message('files.too-many-bytes', { bytes: found.size, most: atMost });
    throw new FileError('TOO_LARGE', what, { reason, fix: message('files.fix-smaller-file') });
  }
}

const inWords = (path: string, error: unknown): unknown =>
  error instanceof FileError || codeOf(error) === ''
    ? error
    : new FileError(codeOf(error), message('files.not-read', { path }), causeOf(error, 'read'), error);

/**
 * Opens a regular file. Anything else is refused at once, whatever a link leads to: a named pipe or an endless device
 * would hold one of the few threads that all file access shares.
 * @param atMost bytes that it may have
 * @throws FileError
 */
export async function openRegular(path: string, atMost: number): Promise<RegularFile> {
  let handle: FileHandle | null = null;
  try {
    // Before it is opened, because opening some devices has effects; after, because the path may lead elsewhere by then.
    requireRegular(path, await stat(path), atMost);
    handle = await open(path, flags);
    const found = await handle.stat();
    requireRegular(path, found, atMost);
    return opened(handle, path, found);
  } catch (error) {
    await handle?.close().catch(() => {});
    throw inWords(path, error);
  }
}

function opened(handle: FileHandle, path: string, { size, mtimeMs }: Stats): RegularFile {
  const read = async (into: Uint8Array, at: number): Promise<number> => {
    const wanted = Math.min(into.length, Math.max(0, size - at));
    let done = 0;
    try {
      while (done < wanted) {
        const { bytesRead } = await handle.read(into, done, wanted - done, at + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
    } catch (error) {
      throw inWords(path, error);
    }
    return done;
  };
  return {
    path,
    size,
    mtimeMs,
    read,
    async *pieces(start = 0, end = size) {
      for (let at = start; at < end; ) {
        const piece = new Uint8Array(Math.min(pieceBytes, end - at));
        const length = await read(piece, at);
        if (length === 0) return;
        yield piece.subarray(0, length);
        at += length;
      }
    },
    close: () => handle.close(),
  };
}

/** A regular file, open for reading by a thread that may wait. */
export interface RegularFileSync {
  readonly size: number;
  readonly mtimeMs: number;
  /** Reads until `into` is full or the file ends. Returns how many bytes were read. @throws FileError */
  read(into: Uint8Array, at: number): number;
  close(): void;
}

/** As `openRegular`, for who cannot wait otherwise. @param atMost bytes that it may have @throws FileError */
export function openRegularSync(path: string, atMost: number): RegularFileSync {
  let file: number | null = null;
  try {
    requireRegular(path, statSync(path), atMost);
    const opened = openSync(path, flags);
    file = opened;
    const found = fstatSync(opened);
    requireRegular(path, found, atMost);
    return {
      size: found.size,
      mtimeMs: found.mtimeMs,
      read(into, at) {
        let done = 0;
        try {
          while (done < into.length) {
            const count = readSync(opened, into, done, into.length - done, at + done);
            if (count === 0) break;
            done += count;
          }
        } catch (error) {
          throw inWords(path, error);
        }
        return done;
      },
      close: () => closeSync(opened),
    };
  } catch (error) {
    if (file !== null) closeSync(file);
    throw inWords(path, error);
  }
}

/** Does some work with a regular file and closes it. @throws FileError, and what the work throws */
export async function withRegular<T>(
  path: string,
  atMost: number,
  work: (file: RegularFile) => Promise<T>,
): Promise<T> {
  const file = await openRegular(path, atMost);
  try {
    return await work(file);
  } finally {
    await file.close().catch(() => {});
  }
}

/** A regular file whole. @param atMost bytes that it may have @throws FileError */
export function readRegular(path: string, atMost: number): Promise<Uint8Array<ArrayBuffer>> {
  return withRegular(path, atMost, async (file) => {
    const bytes = new Uint8Array(file.size);
    const length = await file.read(bytes, 0);
    return length === bytes.length ? bytes : bytes.slice(0, length);
  });
}

/** Bytes of a text that Convas keeps for itself: far above any record, document or index. */
const maxTextBytes = 2 ** 28;

/** A regular file as text. @param atMost bytes that it may have; 256 MiB if not given @throws FileError */
export async function readText(path: string, atMost: number = maxTextBytes): Promise<string> {
  return new TextDecoder().decode(await readRegular(path, atMost));
}

/** As `readText`, for who cannot wait. @throws FileError */
export function readTextSync(path: string, atMost: number = maxTextBytes): string {
  const file = openRegularSync(path, atMost);
  try {
    const bytes = new Uint8Array(file.size);
    return new TextDecoder().decode(bytes.subarray(0, file.read(bytes, 0)));
  } finally {
    file.close();
  }
}

/** What is in a folder, by name; nothing where there is none yet. @throws FileError where it cannot be looked into */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw inWords(folder, error);
  }
}

/** What the Linux kernel says in a file of `/proc`, whose length is not known before it is read. */
export const readKernelFile = (path: `/proc/${string}`): string => readFileSync(path, 'latin1');
