import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { replaceFile } from '../files/atomic.ts';
import { type RegularFile, withRegular } from '../files/read.ts';
import { EngineError } from '../protocol/client.ts';
import { download } from '../provision/download.ts';
import { asProvisionError } from '../provision/progress.ts';
import { message, type Text } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import type { LoadOptions } from './dataset.ts';
import { isFile } from './places.ts';
import type { PublishedFile } from './published/published.ts';
import { canceledError } from './reading/budget.ts';
import { createByteReader } from './reading/byte-reader.ts';
import { cannotUnpack, contentOf } from './reading/unpack.ts';
import { sharedBytes } from './shared.ts';

/** A published file with its places: where it may lie, where it comes from, and what it must be. */
export interface LocatedFile extends PublishedFile {
  /** Where a copy may be, best first. */
  readonly copies: readonly string[];
  /** Where a download is kept. */
  readonly cache: string;
  /** The same file at several hosts, best first. */
  readonly urls: readonly string[];
}

/** Bytes; far above any published set. */
const maxFileBytes = 2 ** 33;

export async function findFile(file: LocatedFile): Promise<string | null> {
  for (const path of [...file.copies, file.cache]) {
    if (await isFile(path)) return path;
  }
  return null;
}

function requireDigest(file: LocatedFile, path: string, actual: string): void {
  if (file.sha256 === null || actual === file.sha256) return;
  throw new EngineError(
    'dataset-corrupt',
    message('datasets.wrong-digest', { path, file: file.name, actual, expected: file.sha256 }),
  );
}

/** Compares the file as it is, packed or not. */
async function requireFileDigest(file: LocatedFile, opened: RegularFile): Promise<void> {
  if (file.sha256 === null) return;
  const hash = createHash('sha256');
  await pipeline(opened.pieces(), hash);
  requireDigest(file, opened.path, hash.digest('hex'));
}

/** Its length is known, so that no more is ever read. */
const readVerified = (file: LocatedFile, path: string): Promise<Uint8Array> =>
  withRegular(path, maxFileBytes, async (opened) => {
    const isOfFile = file.digestOf === 'file';
    if (isOfFile) await requireFileDigest(file, opened);
    const reader = createByteReader(contentOf(opened));
    try {
      const content = sharedBytes(file.bytes);
      const length = await reader.fill(content);
      if (!(await reader.atEnd())) throw cannotUnpack(path, message('datasets.larger-than-expected'));
      if ((file.sha256 === null || isOfFile) && length < file.bytes) {
        throw new EngineError(
          'dataset-corrupt',
          message('datasets.wrong-length', { path, file: file.name, bytes: length, expected: file.bytes }),
        );
      }
      if (!isOfFile)
        requireDigest(file, path, createHash('sha256').update(content.subarray(0, length)).digest('hex'));
      return content;
    } finally {
      await reader.close();
    }
  });

const verify = (file: LocatedFile, path: string): Promise<void> =>
  withRegular(path, file.sha256 === null ? file.bytes : maxFileBytes, (opened) =>
    requireFileDigest(file, opened),
  );

/** Downloads a file from the first host that has it; it takes its name only when it is checked. */
async function fetchTo<T>(
  file: LocatedFile,
  options: LoadOptions,
  check: (file: LocatedFile, path: string) => Promise<T>,
): Promise<T> {
  if (process.env['CONVAS_OFFLINE'] === '1') {
    throw new EngineError('offline', message('datasets.offline', { file: file.name }));
  }
  const fetchFrom = async (url: string, temporary: string): Promise<T> => {
    const stop = new AbortController();
    await download({
      url,
      to: temporary,
      sha256: null,
      signal: stop.signal,
      onBytes: (done) => {
        // A host that sends far more than the file has is not sending the file.
        if (options.canceled?.() || done > file.downloadBytes * 2) stop.abort();
        const { downloadBytes: total } = file;
        options.onProgress?.({
          phase: message('datasets.downloading', { file: file.name }),
          done: Math.min(done, total),
          total,
        });
      },
    });
    return check(file, temporary);
  };
  const failures: Text[] = [];
  for (const url of file.urls) {
    try {
      await mkdir(dirname(file.cache), { recursive: true });
      return await replaceFile(file.cache, (temporary) => fetchFrom(url, temporary));
    } catch (error) {
      if (options.canceled?.()) throw canceledError();
      const refused = asProvisionError(error, file.cache);
      const { code, fix } = refused;
      if (code === 'disk-full' || code === 'not-writable')
        throw new EngineError(code, message('datasets.with-fix', { detail: textOf(refused), fix }));
      failures.push(error instanceof EngineError ? message('datasets.sent-other', { url }) : textOf(refused));
    }
  }
  throw new EngineError(
    'dataset-unreachable',
    message('datasets.unreachable', { file: file.name, failures }),
  );
}

/**
 * A published file's content, unpacked and verified, in memory that threads share: from a copy on this machine, else
 * downloaded.
 */
export async function obtain(file: LocatedFile, options: LoadOptions): Promise<Uint8Array> {
  if (options.canceled?.()) throw canceledError();
  const found = await findFile(file);
  return found === null ? fetchTo(file, options, readVerified) : readVerified(file, found);
}

/** A published file's place, the file itself verified as it is: for archives, whose hash is of the packed bytes. */
export async function obtainFile(file: LocatedFile, options: LoadOptions): Promise<string> {
  if (options.canceled?.()) throw canceledError();
  const found = await findFile(file);
  if (found === null) await fetchTo(file, options, verify);
  else await verify(file, found);
  return found ?? file.cache;
}
