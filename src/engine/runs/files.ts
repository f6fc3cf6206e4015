import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileData, type WriteOptions, writeAtomic as writeFileAtomic } from '../../files/atomic.ts';
import { EngineError } from '../../protocol/client.ts';

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file stands where a folder is needed',
};

/** What a failed write is called: the file, the cause, the way out. */
export function writeError(path: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const cause = causes[code] ?? (error instanceof Error ? error.message : String(error));
  return new EngineError(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable',
    `${path} could not be written: ${cause}. Free some space or choose another place with CONVAS_HOME.`,
  );
}

/** Makes a folder and those above it. @throws EngineError */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // Node calls a read-only file system ENOENT here; asking for the right to write tells the cause.
    throw writeError(path, (await whyNotWritable(dirname(path))) ?? error);
  }
}

/** What keeps the nearest folder that exists from being written to; null where nothing does. */
async function whyNotWritable(folder: string): Promise<unknown> {
  const cause: unknown = await access(folder, constants.W_OK).then(
    () => null,
    (reason: unknown) => reason,
  );
  const above = dirname(folder);
  const gone = (cause as NodeJS.ErrnoException | null)?.code === 'ENOENT';
  return gone && above !== folder ? whyNotWritable(above) : cause;
}

/**
 * Writes a file whole or not at all: a reader sees the old one or the new one.
 * @param data a text, or bytes one after the other; they must stay as they are until it is written
 * @throws EngineError `disk-full` or `not-writable`, or what `beforeCommit` throws
 */
export async function writeAtomic(path: string, data: FileData, options: WriteOptions = {}): Promise<void> {
  try {
    await writeFileAtomic(path, data, options);
  } catch (error) {
    throw writeError(path, error);
  }
}
