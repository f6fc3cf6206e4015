import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { EngineError } from '../../protocol/client.ts';

const inflate = promisify(gunzip);

/**
 * The bytes of a file that may be gzip-compressed, bounded.
 * @throws EngineError `dataset-corrupt` where it is truncated, damaged, or larger than `atMost` bytes
 */
export async function decompressed(bytes: Uint8Array, file: string, atMost: number): Promise<Uint8Array> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) {
    if (bytes.length > atMost) throw new EngineError('dataset-corrupt', `${file} is larger than expected`);
    return bytes;
  }
  try {
    return await inflate(bytes, { maxOutputLength: atMost });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? 'it is larger than expected once unpacked'
        : code === 'Z_BUF_ERROR'
          ? 'it ends too early'
          : message;
    throw new EngineError('dataset-corrupt', `${file} cannot be unpacked: ${why}; delete it or replace it`);
  }
}
