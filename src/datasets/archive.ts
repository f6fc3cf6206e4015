import { gunzipSync } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { causeOf, codeOf } from '../files/errors.ts';
import { type RegularFile, withRegular } from '../files/read.ts';
import { EngineError } from '../protocol/client.ts';
import { message, type Text } from '../text/message.ts';
import type { LoadOptions } from './dataset.ts';
import { openZip } from './decoders/zip.ts';
import { canceledError } from './reading/budget.ts';
import { readTar } from './reading/tar.ts';
import { cannotUnpack } from './reading/unpack.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that an archive may have; far above any published set. */
const maxArchiveBytes = 2 ** 33;
/** Files that are taken out of an archive at most. */
const maxFiles = 200_000;

/**
 * The files of a tar archive (gzip or not) whose names are wanted, in memory; nothing is written.
 * @param atMost bytes that all of them together may have
 * @throws EngineError `dataset-corrupt`, `canceled`; FileError
 */
export const readArchive = (
  file: string,
  wanted: (name: string) => boolean,
  atMost: number,
  options: LoadOptions,
): Promise<ArchiveEntry[]> =>
  withRegular(file, maxArchiveBytes, (opened) => readEntries(opened, wanted, atMost, options));

/**
 * As `readArchive`, of a zip archive; of members that are gzip the content.
 * @throws EngineError `dataset-corrupt`, `canceled`; FileError
 */
export const readZipArchive = (
  file: string,
  wanted: (name: string) => boolean,
  atMost: number,
  options: LoadOptions,
): Promise<ArchiveEntry[]> =>
  withRegular(file, maxArchiveBytes, async (opened) => {
    const members = await openZip(opened, wanted);
    const found: ArchiveEntry[] = [];
    let left = atMost;
    for (const { name, size, content } of members.values()) {
      if (size > left) throw cannotUnpack(file, message('datasets.holds-more-than-expected'));
      const chunks: Uint8Array[] = [];
      let done = 0;
      for await (const piece of content()) {
        if (options.canceled?.()) throw canceledError();
        chunks.push(piece);
        done += piece.length;
        options.onProgress?.({ phase: message('datasets.unpacking'), done, total: size });
      }
      const packed = Buffer.concat(chunks);
      const bytes = isPacked(packed) ? unpacked(packed, left, `${file}, ${name}`) : packed;
      left -= bytes.length;
      found.push({ name, bytes });
    }
    return found;
  });

const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(packed: Uint8Array, atMost: number, where: string): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: Math.max(1, atMost) });
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
      ? cannotUnpack(where, message('datasets.holds-more-than-expected'))
      : cannotUnpack(where, error);
  }
}

async function readEntries(
  opened: RegularFile,
  wanted: (name: string) => boolean,
  atMost: number,
  options: LoadOptions,
): Promise<ArchiveEntry[]> {
  const file = opened.path;
  const found: ArchiveEntry[] = [];
  let bytes = 0;
  const corrupt = (why: Text) => cannotUnpack(file, why);
  const take = (entry: ReadEntry): void => {
    const name = entry.path;
    bytes += wanted(name) ? entry.size : 0;
    if (entry.type !== 'File' || !wanted(name) || bytes > atMost) {
      entry.resume();
      return;
    }
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => found.push({ name, bytes: Buffer.concat(chunks) }));
  };
  const check = (): void => {
    if (bytes > atMost || found.length > maxFiles)
      throw corrupt(message('datasets.holds-more-than-expected'));
  };
  try {
    await readTar(opened, options, take, check);
  } catch (error) {
    throw error instanceof EngineError ? error : corrupt(causeOf(error, 'read').reason);
  }
  if (bytes > atMost) throw corrupt(message('datasets.holds-more-than-expected'));
  return found;
}
