import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Parser, type ReadEntry } from 'tar';
import { EngineError } from '../protocol/client.ts';
import type { LoadOptions } from './dataset.ts';
import { cancelledError } from './obtain.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of a tar archive (gzip or not) whose names are wanted, in memory; nothing is written.
 * @param atMost bytes that all of them together may have
 * @throws EngineError `dataset-corrupt`, `cancelled`
 */
export async function readArchive(
  file: string,
  wanted: (name: string) => boolean,
  atMost: number,
  options: LoadOptions,
): Promise<ArchiveEntry[]> {
  const { size: total } = await stat(file);
  const found: ArchiveEntry[] = [];
  let bytes = 0;
  const corrupt = (why: string) =>
    new EngineError('dataset-corrupt', `${file} cannot be unpacked: ${why}; delete it or replace it`);
  const parser = new Parser({
    strict: true,
    onReadEntry(entry: ReadEntry) {
      const name = entry.path;
      bytes += wanted(name) ? entry.size : 0;
      if (entry.type !== 'File' || !wanted(name) || bytes > atMost) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => found.push({ name, bytes: Buffer.concat(chunks) }));
    },
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('abort', reject);
    parser.on('error', reject);
  });
  let done = 0;
  const feed = pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), async (source) => {
    for await (const chunk of source) {
      if (options.cancelled?.()) throw cancelledError();
      done += (chunk as Buffer).length;
      options.onProgress?.({ phase: 'unpacking', done, total });
      parser.write(chunk as Buffer);
    }
    parser.end();
  });
  try {
    await Promise.all([feed, ended]);
  } catch (error) {
    throw error instanceof EngineError ? error : corrupt((error as Error).message);
  }
  if (bytes > atMost) throw corrupt('it holds more than expected');
  return found;
}
