import { type EngineClient, EngineError } from './client.ts';
import { maxPieceBytes } from './own-data.ts';
import type { CallParams } from './protocol.ts';

type Pieces = CallParams<'uploads.put'>['pieces'];

/** A file to be handed over to an engine. */
export interface SentFile {
  /** Its path below the data's folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal: a file that the engine has is not sent. Null sends it in any case. */
  readonly sha256: string | null;
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Files of one message at most: small ones travel together. */
const together = 512;

/** The files in messages, each at most as long as one may be. @param wanted their places in the list */
async function* messagesOf(files: readonly SentFile[], wanted: readonly number[]): AsyncGenerator<Pieces> {
  let pieces: Pieces = [];
  let size = 0;
  for (const file of wanted) {
    const sent = files[file]!;
    for (let offset = 0; offset < sent.size; ) {
      const end = Math.min(sent.size, offset + maxPieceBytes - size);
      const bytes = await sent.read(offset, end);
      pieces.push({ file, offset, bytes });
      size += bytes.length;
      offset = end;
      if (size < maxPieceBytes && pieces.length < together) continue;
      yield pieces;
      pieces = [];
      size = 0;
    }
  }
  if (pieces.length > 0) yield pieces;
}

export interface Sending {
  /** The path that the files now have. @throws EngineError, Error */
  readonly path: Promise<string>;
  cancel(): void;
}

/**
 * Hands files over to the engine, which keeps them; what it has of them is not sent.
 * @param name what the data are called
 * @param onProgress bytes that the engine has
 */
export function sendFiles(
  client: EngineClient,
  name: string,
  files: readonly SentFile[],
  onProgress: (done: number, total: number) => void,
): Sending {
  let begun = false;
  let unread: unknown = null;
  const send = async (id: string, wanted: readonly number[]): Promise<void> => {
    try {
      for await (const pieces of messagesOf(files, wanted))
        await client.call('uploads.put', { upload: id, pieces });
    } catch (error) {
      // A refusal by the engine ends the upload by itself; a file that cannot be read any more leaves it incomplete.
      if (!(error instanceof EngineError)) unread = error;
      receiving.cancel();
    }
  };
  const announced = files.map(({ path, size, sha256 }) => ({
    path,
    size,
    ...(sha256 !== null && { sha256 }),
  }));
  const receiving = client.call(
    'uploads.receive',
    { name, files: announced },
    ({ upload: id, done, total, missing }) => {
      onProgress(done, total);
      if (begun) return;
      begun = true;
      void send(id, missing ?? [...files.keys()]);
    },
  );
  const path = receiving.then(
    (received) => received.path,
    (error: unknown) => {
      throw unread ?? error;
    },
  );
  return { path, cancel: () => receiving.cancel() };
}
