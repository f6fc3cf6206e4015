import { type EngineClient, EngineError, type Pending } from '../../../src/protocol/client.ts';
import type { CallParams, CallProgress, CallResult } from '../../../src/protocol/protocol.ts';
import { language } from '../../../src/text/language.ts';
import { message } from '../../../src/text/message.ts';

type ExportRequest = Omit<CallParams<'export.write'>, 'language'>;

export interface ReadFile {
  /** Its path below the export's folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Exported {
  readonly files: readonly ReadFile[];
  readonly verified: CallResult<'export.write'>['verified'];
}

/** Bytes of all files, read of how many. */
type OnProgress = (progress: CallProgress<'export.write'>) => void;

async function readFile(client: EngineClient, id: string, path: string, size: number): Promise<Uint8Array> {
  const whole = new Uint8Array(size);
  for (let offset = 0; offset < size; ) {
    const { bytes } = await client.call('export.read', { export: id, path, offset });
    if (bytes.length === 0) throw new EngineError('failed', message('interchange.no-export'));
    whole.set(bytes, offset);
    offset += bytes.length;
  }
  return whole;
}

/**
 * Has the engine export, and fetches the files. Rejects with `EngineError` `canceled` once it is canceled, and as the
 * engine refuses.
 */
export function exportFiles(
  client: EngineClient,
  request: ExportRequest,
  onProgress?: OnProgress,
): Pending<Exported> {
  const writing = client.call('export.write', { ...request, language: language() }, onProgress);
  const fetched = writing.then(async ({ export: id, files, verified }) => {
    try {
      const read: ReadFile[] = [];
      for (const { path, bytes } of files) {
        read.push({ name: path, bytes: await readFile(client, id, path, bytes) });
      }
      return { files: read, verified };
    } finally {
      // The engine removes it by itself in time.
      client.call('export.close', { export: id }).catch(() => {});
    }
  });
  return Object.assign(fetched, { cancel: () => writing.cancel() });
}
