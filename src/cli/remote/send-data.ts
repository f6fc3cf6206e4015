import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { EngineClient } from '../../protocol/client.ts';
import { type SentFile, sendFiles } from '../../protocol/send-files.ts';

/** Bytes that are hashed at a time. */
const portion = 2 ** 22;

async function readPart(file: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(end - start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function hashOf(file: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < size; start += portion)
    hash.update(await readPart(file, start, Math.min(size, start + portion)));
  return hash.digest('hex');
}

/** All files below a folder, without those that begin with a dot. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
      }),
  );
  return found.flat().sort();
}

async function sentFile(file: string, path: string): Promise<SentFile> {
  const { size } = await stat(file);
  return {
    path,
    size,
    sha256: await hashOf(file, size),
    read: (start, end) => readPart(file, start, end),
  };
}

/**
 * Sends a file or folder of this machine to the engine on another one: what that lacks of it.
 * @returns its path there
 */
export async function sendData(
  client: EngineClient,
  place: string,
  onProgress: (done: number, total: number) => void,
): Promise<string> {
  const isFolder = (await stat(place)).isDirectory();
  const files = isFolder ? await filesBelow(place) : [place];
  const sent: SentFile[] = [];
  for (const file of files) {
    const path = isFolder ? relative(place, file).split(sep).join('/') : basename(file);
    sent.push(await sentFile(file, path));
  }
  return sendFiles(client, basename(place), sent, onProgress).path;
}
