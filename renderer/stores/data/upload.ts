import type { EngineClient } from '../../../src/protocol/client.ts';
import { largestPiece } from '../../../src/protocol/own-data.ts';
import type { CallParams } from '../../../src/protocol/protocol.ts';
import type { HandedFiles } from './handedFiles.ts';

type Pieces = CallParams<'uploads.put'>['pieces'];

/** Files of one message at most: small ones travel together. */
const together = 512;

/** The files in messages, each at most as long as one may be. */
async function* messagesOf({ files }: HandedFiles): AsyncGenerator<Pieces> {
  let pieces: Pieces = [];
  let size = 0;
  for (const [file, { content }] of files.entries()) {
    for (let offset = 0; offset < content.size; ) {
      const end = Math.min(content.size, offset + largestPiece - size);
      const bytes = new Uint8Array(await content.slice(offset, end).arrayBuffer());
      pieces.push({ file, offset, bytes });
      size += bytes.length;
      offset = end;
      if (size < largestPiece && pieces.length < together) continue;
      yield pieces;
      pieces = [];
      size = 0;
    }
  }
  if (pieces.length > 0) yield pieces;
}

export interface Upload {
  /** The path that the files now have. @throws EngineError, Error */
  readonly path: Promise<string>;
  cancel(): void;
}

/** Hands files over to the engine, which keeps them. @param onProgress bytes */
export function upload(
  client: EngineClient,
  handed: HandedFiles,
  onProgress: (done: number, total: number) => void,
): Upload {
  let begun = false;
  const send = async (id: string): Promise<void> => {
    try {
      for await (const pieces of messagesOf(handed)) await client.call('uploads.put', { upload: id, pieces });
    } catch {
      // A file that cannot be read any more leaves the upload incomplete; a refusal ends it by itself.
      receiving.cancel();
    }
  };
  const receiving = client.call(
    'uploads.receive',
    { name: handed.name, files: handed.files.map(({ path, content }) => ({ path, size: content.size })) },
    ({ upload: id, done, total }) => {
      onProgress(done, total);
      if (begun) return;
      begun = true;
      void send(id);
    },
  );
  return { path: receiving.then(({ path }) => path), cancel: () => receiving.cancel() };
}
