import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { replaceFolder } from '../../files/folder.ts';
import { EngineError } from '../../protocol/client.ts';
import { maxUploadBytes } from '../../protocol/own-data.ts';
import type { CallParams } from '../../protocol/protocol.ts';
import type { CallContext } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { makeFolder, writeError } from '../runs/files.ts';
import { type Known, keepManifest, knownCopies } from './manifests.ts';
import { copiesFolder, freeName, safeName } from './places.ts';

type UploadRequest = CallParams<'uploads.receive'>;
type Piece = CallParams<'uploads.put'>['pieces'][number];

/** Above this the files of an upload are not forced to the disk one by one: a copy can be made again. */
const fewFiles = 256;

/** Files that are written at the same time. */
const together = 64;

/** The names of a path below a folder; null where it leads elsewhere or no file can have it. */
function namesOf(path: string): string[] | null {
  const names = path.split('/');
  const isName = (name: string): boolean =>
    name !== '' && name !== '.' && name !== '..' && !/[\0\\]/.test(name) && Buffer.byteLength(name) <= 255;
  return names.every(isName) ? names : null;
}

const refused = (code: string, text: ReturnType<typeof message>): EngineError => new EngineError(code, text);

/** @throws EngineError `upload-too-large`, `upload-name` */
function check({ files }: UploadRequest): number {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > maxUploadBytes) {
    throw refused('upload-too-large', message('ownData.too-large', { bytes: total, most: maxUploadBytes }));
  }
  const seen = new Set<string>();
  for (const { path } of files) {
    if (!namesOf(path)) throw refused('upload-name', message('ownData.name', { path }));
    // A file system that does not distinguish cases or compositions would write one over the other.
    const key = path.normalize('NFC').toLowerCase();
    if (seen.has(key)) throw refused('upload-name', message('ownData.twice', { path }));
    seen.add(key);
  }
  return total;
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < bytes) throw refused('disk-full', message('ownData.no-space', { bytes, free }));
}

/** Files that arrive in pieces and are written below a folder, one after the other. */
function createWriter(folder: string, files: UploadRequest['files'], report: (done: number) => void) {
  const written = new Float64Array(files.length);
  /** Of files that were announced with one, as far as they have arrived. */
  const hashes = new Map<number, Hash>();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let current: { readonly file: number; readonly handle: FileHandle } | null = null;
  let complete!: () => void;
  let fail!: (error: unknown) => void;
  const finished = new Promise<void>((resolve, reject) => {
    complete = resolve;
    fail = reject;
  });
  finished.catch(() => {});
  let ended = false;
  let turn: Promise<void> = Promise.resolve();

  const close = async (): Promise<void> => {
    const open = current;
    current = null;
    if (!open) return;
    if (files.length <= fewFiles) await open.handle.sync().catch(() => {});
    await open.handle.close();
  };
  const openFile = async (file: number): Promise<FileHandle> => {
    if (current?.file === file) return current.handle;
    await close();
    const path = join(folder, files[file]!.path);
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, written[file] === 0 ? 'wx' : 'a', 0o644);
    current = { file, handle };
    return handle;
  };
  const check = ({ file, offset, bytes }: Piece): void => {
    const announced = files[file];
    if (announced && offset === written[file] && offset + bytes.length <= announced.size) return;
    throw refused('upload-changed', message('ownData.changed', { path: announced?.path ?? String(file) }));
  };
  /** @throws EngineError `upload-changed` where the last piece shows that the file is not what was announced */
  const count = ({ file, offset, bytes }: Piece): void => {
    written[file] = offset + bytes.length;
    done += bytes.length;
    const { path, size, sha256 } = files[file]!;
    if (sha256 === undefined) return;
    const hash = hashes.get(file) ?? createHash('sha256');
    hashes.set(file, hash);
    hash.update(bytes);
    if (written[file] < size) return;
    hashes.delete(file);
    if (hash.digest('hex') !== sha256) throw refused('upload-changed', message('ownData.changed', { path }));
  };
  const write = async (piece: Piece): Promise<void> => {
    check(piece);
    const handle = await openFile(piece.file);
    await handle.writeFile(piece.bytes);
    count(piece);
  };
  const folders = new Map<string, Promise<unknown>>();
  const isWhole = ({ file, offset, bytes }: Piece): boolean =>
    offset === 0 && bytes.length === files[file]?.size;
  const writeWhole = async (piece: Piece): Promise<void> => {
    check(piece);
    // Counted at once: the same file again in the same message is refused.
    count(piece);
    const path = join(folder, files[piece.file]!.path);
    const made = folders.get(dirname(path)) ?? mkdir(dirname(path), { recursive: true });
    folders.set(dirname(path), made);
    await made;
    const handle = await open(path, 'wx', 0o644);
    try {
      await handle.writeFile(piece.bytes);
      if (files.length <= fewFiles) await handle.sync().catch(() => {});
    } finally {
      await handle.close();
    }
  };
  /** Small files at the same time: each takes several turns of a loop that others hold up as well. */
  const writeAll = async (pieces: readonly Piece[]): Promise<void> => {
    const whole = pieces.filter(isWhole);
    for (let at = 0; at < whole.length; at += together) {
      const part = whole.slice(at, at + together).map(writeWhole);
      await Promise.allSettled(part);
      await Promise.all(part);
    }
    for (const piece of pieces) if (!isWhole(piece)) await write(piece);
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.then(
      () => {},
      () => {},
    );
    return next;
  };
  const end = (error: unknown): void => {
    if (ended) return;
    ended = true;
    // What is being written is written first: nothing may come into the folder while it is removed.
    void inTurn(close).then(
      () => (error === null ? complete() : fail(error)),
      (trouble: unknown) => fail(error ?? trouble),
    );
  };
  const finishIfDone = async (): Promise<void> => {
    if (done < total || ended) return;
    for (const [file, { size }] of files.entries()) if (size === 0) await openFile(file);
    end(null);
  };
  /** Takes files that the engine has already. @returns the places of those that it lacks */
  const takeKnown = async (known: Known): Promise<number[]> => {
    const missing: number[] = [];
    for (const [file, { path, size, sha256 }] of files.entries()) {
      const found = sha256 === undefined || size === 0 ? null : await known.placeOf(sha256);
      if (found === null) {
        missing.push(file);
        continue;
      }
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      // Where the file system can, both share their blocks until one is changed.
      await copyFile(found, place, constants.COPYFILE_FICLONE);
      written[file] = size;
      done += size;
    }
    return missing;
  };
  return {
    finished,
    fail: end,
    takeKnown,
    done: () => done,
    begin: () => inTurn(finishIfDone),
    put: (pieces: readonly Piece[]): Promise<void> =>
      inTurn(async () => {
        if (ended) throw refused('canceled', message('ownData.ended'));
        try {
          await writeAll(pieces);
          report(done);
          await finishIfDone();
        } catch (error) {
          const detail = writeError(folder, error);
          end(detail);
          throw detail;
        }
      }),
  };
}

/** The folder of an upload, or its only file. */
function placeIn(folder: string, files: UploadRequest['files']): string {
  const [only] = files;
  return files.length === 1 && only && !only.path.includes('/') ? join(folder, only.path) : folder;
}

const running = new Map<string, ReturnType<typeof createWriter>>();

/**
 * Takes an upload: into a temporary folder, which gets its name once all bytes are there.
 * What the engine has of it by its hashes is not asked for: an upload that it has whole is that one.
 * @returns the path of the folder, or of the only file
 * @throws EngineError `upload-too-large`, `upload-name`, `upload-changed`, `disk-full`, `not-writable`, `canceled`
 */
export async function receiveUpload(
  announced: UploadRequest,
  { progress, onCancel }: Pick<CallContext<'uploads.receive'>, 'progress' | 'onCancel'>,
): Promise<string> {
  const { files } = announced;
  const total = check(announced);
  const place = copiesFolder();
  await makeFolder(place);
  await requireSpace(place, total);
  const folder = join(place, await freeName(place, safeName(announced.name)));
  const upload = randomUUID();
  const hashed = files.flatMap(({ path, size, sha256 }) =>
    sha256 === undefined ? [] : [{ path, size, sha256 }],
  );
  const known = hashed.length > 0 ? await knownCopies() : null;
  const whole = hashed.length === files.length ? await known?.whole(hashed) : null;
  if (whole) {
    progress({ upload, done: total, total, missing: [] });
    return placeIn(whole, files);
  }
  try {
    await replaceFolder(folder, 'refuse', async (temporary) => {
      const writer = createWriter(temporary, files, (done) => progress({ upload, done, total }));
      onCancel(() => writer.fail(refused('canceled', message('ownData.ended'))));
      running.set(upload, writer);
      const missing = known && (await writer.takeKnown(known));
      progress({ upload, done: writer.done(), total, ...(missing && { missing }) });
      await writer.begin();
      await writer.finished;
    });
  } catch (error) {
    throw writeError(folder, error);
  } finally {
    running.delete(upload);
  }
  // Without it the files are sent again another time.
  if (hashed.length > 0) await keepManifest(basename(folder), hashed).catch(() => {});
  return placeIn(folder, files);
}

/** Writes pieces of an upload. @throws EngineError as `receiveUpload` does */
export async function putPieces(upload: string, pieces: readonly Piece[]): Promise<void> {
  const writer = running.get(upload);
  if (!writer) throw refused('canceled', message('ownData.ended'));
  await writer.put(pieces);
}
