import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Parser, type ReadEntry } from 'tar';
import { causeOf } from '../../files/errors.ts';
import { type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import type { Head } from '../decoders/decoder.ts';
import { openZip } from '../decoders/zip.ts';
import { cancelledError } from './budget.ts';
import { cannotUnpack } from './unpack.ts';

/** Bytes that an archive may unpack to, and files that it may hold. */
const mostBytes = 2 ** 33;
const mostFiles = 200_000;
/** Bytes of a tar archive that are handed on at a time: packed, they may become a thousand times as many. */
const portion = 1 << 14;

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte);

type Kind = 'zip' | 'tar';

/** Which archive a file is, by its first bytes; gzip alone says nothing, so that its name is to end as a tar archive's. */
export function archiveKind({ path, isFolder, bytes }: Head): Kind | null {
  if (isFolder) return null;
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(bytes, [0x75, 0x73, 0x74, 0x61, 0x72], 257)) return 'tar';
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
function createMeter(path: string, { cancelled }: LoadOptions) {
  let bytes = 0;
  let files = 0;
  return {
    file(): void {
      if (++files > mostFiles)
        throw cannotUnpack(path, message('datasets.too-many-members', { members: files }));
    },
    piece(length: number): void {
      if (cancelled?.()) throw cancelledError();
      bytes += length;
      if (bytes > mostBytes) throw cannotUnpack(path, message('datasets.holds-more-than-expected'));
    },
  };
}

/** Writes a new file; nothing else has the folder that it is in. @param see is told the length of each piece */
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

async function unpackZip(file: RegularFile, folder: string, options: LoadOptions): Promise<void> {
  const meter = createMeter(file.path, options);
  const members = await openZip(file, (name) => !name.endsWith('/'), mostFiles);
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
}

async function unpackTar(file: RegularFile, folder: string, options: LoadOptions): Promise<void> {
  const meter = createMeter(file.path, options);
  const parser = new Parser({ strict: true });
  const writing: Promise<void>[] = [];
  let trouble: unknown = null;
  const take = async (entry: ReadEntry): Promise<void> => {
    const place = placeOf(folder, entry.path);
    if (!place) throw cannotUnpack(file.path, message('imports.unsafe-name', { name: entry.path }));
    meter.file();
    await mkdir(dirname(place), { recursive: true });
    await write(place, entry as AsyncIterable<Uint8Array>, meter.piece);
  };
  parser.on('entry', (entry: ReadEntry) => {
    // Links and devices are left out: they could lead anywhere.
    if (entry.type !== 'File' || trouble !== null) {
      entry.resume();
      return;
    }
    const work = take(entry).catch((error: unknown) => {
      trouble ??= error;
      entry.resume();
    });
    writing.push(work);
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('abort', reject);
    parser.on('error', reject);
  });
  ended.catch(() => {});
  let done = 0;
  for await (const piece of file.pieces()) {
    done += piece.length;
    options.onProgress?.({ phase: message('datasets.unpacking'), done, total: file.size });
    for (let at = 0; at < piece.length; at += portion) {
      if (trouble !== null) throw trouble;
      const isFree = parser.write(Buffer.from(piece.subarray(at, at + portion)));
      if (!isFree) await Promise.race([new Promise((resolve) => parser.once('drain', resolve)), ended]);
    }
  }
  parser.end();
  await ended;
  await Promise.all(writing);
  if (trouble !== null) throw trouble;
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
 * Unpacks an archive into a temporary folder, does some work with what is in it, and removes the folder.
 * @throws EngineError `dataset-corrupt` for a damaged archive, one that holds too much, or a name that leads out of it;
 *   `cancelled`; and what the work throws
 */
export async function withUnpacked<T>(
  path: string,
  kind: Kind,
  options: LoadOptions,
  work: (inside: string) => Promise<T>,
): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'convas-unpacked-'));
  // The archive's name stands in what is told of files in it.
  const folder = join(temporary, basename(path));
  try {
    await mkdir(folder);
    try {
      const unpack = kind === 'zip' ? unpackZip : unpackTar;
      await withRegular(path, Number.MAX_SAFE_INTEGER, (file) => unpack(file, folder, options));
    } catch (error) {
      throw error instanceof EngineError ? error : cannotUnpack(path, causeOf(error, 'read').reason);
    }
    return await work(await innermost(folder));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
