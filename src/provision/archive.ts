import { createWriteStream } from 'node:fs';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { type Entry, openPromise } from 'yauzl';

export interface UnzipOptions {
  /** Where an entry goes, relative to the folder; null leaves it out. */
  readonly place?: (name: string) => string | null;
  readonly onBytes?: (done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const symbolicLink = 0o120000;
const fileType = 0o170000;

/**
 * Unpacks a zip archive, with the Unix permissions and symbolic links it records. Entries whose names lead out of
 * the folder are refused by the reader.
 */
export async function unzip(file: string, folder: string, options: UnzipOptions = {}): Promise<void> {
  const { place = (name) => name, onBytes, signal } = options;
  const zip = await openPromise(file, { autoClose: false });
  try {
    const chosen: { entry: Entry; target: string }[] = [];
    for await (const entry of zip.eachEntry()) {
      const target = entry.fileName.endsWith('/') ? null : place(entry.fileName);
      if (target !== null) chosen.push({ entry, target: join(folder, target) });
    }
    const total = chosen.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    let done = 0;
    const count = (bytes: number) => {
      signal?.throwIfAborted();
      done += bytes;
      onBytes?.(done, total);
    };
    for (const { entry, target } of chosen) {
      await mkdir(dirname(target), { recursive: true });
      await writeEntry(
        await zip.openReadStreamPromise(entry),
        target,
        entry.externalFileAttributes >>> 16,
        count,
      );
    }
  } finally {
    zip.close();
  }
}

async function writeEntry(
  source: Readable,
  target: string,
  mode: number,
  count: (bytes: number) => void,
): Promise<void> {
  if ((mode & fileType) === symbolicLink) {
    const parts: Buffer[] = [];
    for await (const part of source) parts.push(part as Buffer);
    await symlink(Buffer.concat(parts).toString('utf8'), target);
    return;
  }
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      try {
        count(chunk.length);
        next(null, chunk);
      } catch (error) {
        next(error as Error);
      }
    },
  });
  await pipeline(source, meter, createWriteStream(target));
  if (mode & 0o777) await chmod(target, mode & 0o777);
}

/** Unpacks a gzipped tar archive, leaving out the first `strip` folders of every name. */
export async function untar(file: string, folder: string, strip = 0): Promise<void> {
  await mkdir(folder, { recursive: true });
  await extract({ file, cwd: folder, strip, preserveOwner: false, strict: true });
}
