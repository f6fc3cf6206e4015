import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileData, type WriteOptions, writeAtomic as writeFileAtomic } from '../../files/atomic.ts';
import { codeOf, failure } from '../../files/errors.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/** What a failed write is called: the file, the cause, the way out. */
export function writeError(path: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
  const fix = message('runs.fix-convas-home');
  return new EngineError(
    isFull ? 'disk-full' : 'not-writable',
    failure(error, 'write', message('files.not-written', { path }), fix),
  );
}

/** Makes a folder and those above it. @throws EngineError */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // Node calls a read-only file system ENOENT here; asking for the right to write finds the cause.
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
