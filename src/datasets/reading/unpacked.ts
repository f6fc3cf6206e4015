import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ReadEntry } from 'tar';
import { type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import type { PathHead } from '../decoders/decoder.ts';
import { openZip } from '../decoders/zip.ts';
import { canceledError } from './budget.ts';
import { readTar } from './tar.ts';
import { cannotUnpack } from './unpack.ts';

/** Bytes that an archive may unpack to, and files that it may hold. */
const maxBytes = 2 ** 33;
const maxFiles = 200_000;

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte);

type Kind = 'zip' | 'tar';

/**
 * Which archive a file is, by its first bytes; gzip alone says nothing, nor do tar archives of Unix V7, so that their names
 * are to end as a tar archive's.
 */
export function archiveKind({ path, isFolder, bytes }: PathHead): Kind | null {
  if (isFolder) return null;
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(bytes, [0x75, 0x73, 0x74, 0x61, 0x72], 257)) return 'tar';
  if (/\.tar$/i.test(path)) return 'tar';
  return startsWith(bytes, [0x1f, 0x8b]) && /\.(tar\.gz|tgz)$/i.test(path) ? 'tar' : null;
}

/** Where a member belongs below a folder; null for a name that leads elsewhere, or that no file can have. */
function placeOf(folder: string, name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  const isPart = (part: string): boolean =>
    part !== '..' && !/[\0\\:]/.test(part) && Buffer.byteLength(part) <= 255;
  return parts.length > 0 && !name.startsWith('/') && parts.every(isPart) ? join(folder, ...parts) : null;
}

/** Counts what is unpacked, and refuses too much of it. */
function createMeter(path: string, { canceled }: LoadOptions) {
  let bytes = 0;
  let files = 0;
  return {
    file(): void {
      if (++files > maxFiles)
        throw cannotUnpack(path, message('datasets.too-many-members', { members: files }));
    },
    piece(length: number): void {
      if (canceled?.()) throw canceledError();
      bytes += length;
      if (bytes > maxBytes) throw cannotUnpack(path, message('datasets.holds-more-than-expected'));
    },
  };
}

/** Writes a new file; nothing else has the folder that it is in. @param see is called with the length of each piece */
async function write(
  place: string,
  pieces: AsyncIterable<Uint8Array>,
  see: (length: number) => void,
): Promise<void> {
  const handle = await open(place, 'wx');
  try {
    for await (const piece of pieces) {
      see(piece.length);
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
}

/** @returns what was not unpacked */
async function unpackZip(
  file: RegularFile,
  folder: string,
  options: LoadOptions,
): Promise<readonly LeftOutFile[]> {
  const meter = createMeter(file.path, options);
  const members = await openZip(file, (name) => !name.endsWith('/'), maxFiles);
  let done = 0;
  for (const { name, content } of members.values()) {
    options.onProgress?.({ phase: message('datasets.unpacking'), done: done++, total: members.size });
    const place = placeOf(folder, name);
    // A name that leads out of the archive is never one of the data.
    if (!place) throw cannotUnpack(file.path, message('imports.unsafe-name', { name }));
    meter.file();
    await mkdir(dirname(place), { recursive: true });
    await write(place, content(), meter.piece);
  }
  return [];
}

/** Regular files, as today's archives and those of Unix V7 have them. */
const fileTypes: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/** @returns what was not unpacked */
async function unpackTar(
  file: RegularFile,
  folder: string,
  options: LoadOptions,
): Promise<readonly LeftOutFile[]> {
  const leftOut: LeftOutFile[] = [];
  const meter = createMeter(file.path, options);
  const writing: Promise<void>[] = [];
  const entries: ReadEntry[] = [];
  let trouble: unknown = null;
  const take = async (entry: ReadEntry): Promise<void> => {
    const place = placeOf(folder, entry.path);
    if (!place) throw cannotUnpack(file.path, message('imports.unsafe-name', { name: entry.path }));
    meter.file();
    await mkdir(dirname(place), { recursive: true });
    let length = 0;
    await write(place, entry as AsyncIterable<Uint8Array>, (bytes) => {
      length += bytes;
      meter.piece(bytes);
    });
    // The parser takes an archive that ends within a file for a whole one.
    if (length !== entry.size) throw cannotUnpack(file.path, message('datasets.ends-early'));
  };
  const receive = (entry: ReadEntry): void => {
    if (!fileTypes.has(entry.type) || trouble !== null) {
      // Links and devices could lead anywhere.
      if (entry.type !== 'Directory')
        leftOut.push({ file: entry.path, reason: message('imports.archive-link') });
      entry.resume();
      return;
    }
    entries.push(entry);
    const work = take(entry).catch((error: unknown) => {
      trouble ??= error;
      entry.resume();
    });
    writing.push(work);
  };
  try {
    const { isEnded } = await readTar(file, options, receive, () => {
      if (trouble !== null) throw trouble;
    });
    if (!isEnded) leftOut.push({ file: basename(file.path), reason: message('imports.archive-open') });
  } catch (error) {
    // What ends in the middle never ends by itself; its file is to be closed before the folder is removed.
    entries.at(-1)?.destroy(error);
    await Promise.all(writing);
    throw error;
  }
  await Promise.all(writing);
  if (trouble !== null) throw trouble;
  return leftOut;
}

/** The folder that the data are in: an archive often holds one folder with everything in it. */
async function innermost(folder: string): Promise<string> {
  const names = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.') && name !== '__MACOSX',
  );
  const [only] = names;
  if (names.length !== 1 || !only) return folder;
  const inside = join(folder, only.name);
  return only.isDirectory() ? innermost(inside) : inside;
}

/**
 * Unpacks an archive into a temporary folder, does some work with what is in it, and removes the folder. The work is told
 * what was not unpacked.
 * @throws EngineError `dataset-corrupt` for a damaged archive, one that holds too much, or a name that leads out of it;
 *   `canceled`; and what the work throws
 */
export async function withUnpacked<T>(
  path: string,
  kind: Kind,
  options: LoadOptions,
  work: (inside: string, leftOut: readonly LeftOutFile[]) => Promise<T>,
): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'convas-unpacked-'));
  // The archive's name stands in what is reported about files in it.
  const folder = join(temporary, basename(path));
  try {
    await mkdir(folder);
    let leftOut: readonly LeftOutFile[];
    try {
      const unpack = kind === 'zip' ? unpackZip : unpackTar;
      leftOut = await withRegular(path, Number.MAX_SAFE_INTEGER, (file) => unpack(file, folder, options));
    } catch (error) {
      throw error instanceof EngineError ? error : cannotUnpack(path, error);
    }
    return await work(await innermost(folder), leftOut);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
