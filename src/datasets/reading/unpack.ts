import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { causeOf, codeOf } from '../../files/errors.ts';
import type { RegularFile } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { isMessage, message, type Text } from '../../text/message.ts';

/** A byte of deflate stands for 1,032 at most (zlib's technical details): what announces more is lying. */
export const maxUnpackedBytes = (packed: number): number => packed * 1032 + 1024;

function reasonOf(error: unknown): Text {
  if (isMessage(error) || typeof error === 'string') return error;
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR') return message('datasets.ends-early');
  // The tar parser's own words have no translation.
  if (code.startsWith('TAR_'))
    return message(/truncated/i.test((error as Error).message) ? 'datasets.ends-early' : 'datasets.damaged');
  if (code === 'Z_DATA_ERROR') return message('datasets.damaged');
  return causeOf(error, 'read').reason;
}

/** @param why a reason, or what was thrown */
export const cannotUnpack = (path: Text, why: unknown): EngineError =>
  new EngineError('dataset-corrupt', message('datasets.not-unpacked', { path, why: reasonOf(why) }));

/** Whether a file begins as gzip does (RFC 1952). */
export async function isGzip(file: RegularFile): Promise<boolean> {
  const magic = new Uint8Array(2);
  return (await file.read(magic, 0)) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
}

async function* through(
  pieces: AsyncIterable<Uint8Array>,
  unpacker: Gunzip | InflateRaw,
): AsyncGenerator<Uint8Array, void> {
  const packed = Readable.from(pieces, { objectMode: false });
  packed.on('error', (error) => unpacker.destroy(error));
  packed.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array;
  } finally {
    packed.destroy();
    unpacker.destroy();
  }
}

/**
 * A file's content in pieces, unpacked where it is gzip; never more than a few pieces in memory.
 * @throws EngineError `dataset-corrupt` where it cannot be unpacked
 */
export async function* contentOf(file: RegularFile): AsyncGenerator<Uint8Array, void> {
  if (!(await isGzip(file))) {
    yield* file.pieces();
    return;
  }
  try {
    yield* through(file.pieces(), createGunzip());
  } catch (error) {
    throw cannotUnpack(file.path, error);
  }
}

/** Bytes `start` to `end` of a file, unpacked where they are raw deflate, as members of a zip archive are. */
export const memberContent = (
  file: RegularFile,
  start: number,
  end: number,
  deflated: boolean,
): AsyncGenerator<Uint8Array, void> =>
  deflated ? through(file.pieces(start, end), createInflateRaw()) : file.pieces(start, end);
