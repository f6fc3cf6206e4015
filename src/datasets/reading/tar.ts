import { Parser, type ReadEntry } from 'tar';
import type { RegularFile } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import { canceledError } from './budget.ts';
import { cannotUnpack, contentOf } from './unpack.ts';

/** An archive is made of blocks of so many bytes (POSIX.1-2001), the last ones zeros. */
const blockBytes = 512;

function counted(file: RegularFile, options: LoadOptions): RegularFile {
  return {
    ...file,
    async *pieces(start, end) {
      let done = 0;
      for await (const piece of file.pieces(start, end)) {
        done += piece.length;
        options.onProgress?.({ phase: message('datasets.unpacking'), done, total: file.size });
        yield piece;
      }
    },
  };
}

/**
 * Goes through a tar archive, gzip or not. The parser gets plain bytes: with its own inflater it refused a sound archive
 * now and then on a busy machine, for a reason that was not found.
 * @param take is called with each entry, which it reads or resumes
 * @param check is called before each piece, and may throw
 * @returns whether the blocks that end an archive are there
 * @throws EngineError `dataset-corrupt`, `canceled`; what the parser and `check` throw
 */
export async function readTar(
  file: RegularFile,
  options: LoadOptions,
  take: (entry: ReadEntry) => void,
  check: () => void,
): Promise<{ readonly isEnded: boolean }> {
  const parser = new Parser({ strict: true, onReadEntry: take });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('abort', reject);
    parser.on('error', reject);
  });
  // Also where nothing waits for it: what follows may end by an error of its own.
  ended.catch(() => {});
  let bytes = 0;
  let tail = new Uint8Array(0);
  for await (const piece of contentOf(counted(file, options))) {
    if (options.canceled?.()) throw canceledError();
    check();
    bytes += piece.length;
    tail = new Uint8Array(Buffer.concat([tail, piece.subarray(-blockBytes)]).subarray(-blockBytes));
    const isFree = parser.write(Buffer.from(piece));
    if (!isFree) await Promise.race([new Promise((resolve) => parser.once('drain', resolve)), ended]);
  }
  parser.end();
  await ended;
  // The parser takes an archive that ends within a header for a whole one.
  if (bytes % blockBytes !== 0) throw cannotUnpack(file.path, message('datasets.ends-early'));
  return { isEnded: tail.every((byte) => byte === 0) };
}
