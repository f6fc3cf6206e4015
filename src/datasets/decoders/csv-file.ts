import type { RegularFile } from '../../files/read.ts';
import { type Encoding, encodingOf } from './encoding.ts';

/** Bytes of a file that are looked at before it is read. */
const headBytes = 1 << 20;

/** A file's bytes as UTF-8, whatever it is written in. */
export async function* utf8(file: RegularFile, encoding: Encoding): AsyncGenerator<Uint8Array, void> {
  if (encoding === 'utf-8') {
    yield* file.pieces();
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of file.pieces()) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

/** The beginning of a file, and whether that is all of it. */
export async function beginningOf(
  file: RegularFile,
): Promise<{ text: string; whole: boolean; encoding: Encoding }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  for await (const piece of file.pieces()) {
    parts.push(piece);
    length += piece.length;
    if (length >= headBytes) {
      whole = false;
      break;
    }
  }
  const bytes = Buffer.concat(parts);
  const encoding = encodingOf(bytes, whole);
  return { text: new TextDecoder(encoding).decode(bytes), whole, encoding };
}
