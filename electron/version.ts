import { createHash } from 'node:crypto';
import { readRegular } from '../src/files/read.ts';
import type { FileVersion } from '../src/protocol/host.ts';

/** In bytes; far above any network that can be drawn. */
export const maxDocumentBytes = 256 * 1024 * 1024;
/** Of the list of recent files, and of a draft, whose text is written as JSON. */
export const maxOwnFileBytes = 3 * maxDocumentBytes;

/** The version of a file that holds this. */
export const versionOfBytes = (bytes: string | Uint8Array): FileVersion =>
  createHash('sha256').update(bytes).digest('hex');

/** The version of a file as it is now; null where it is gone or cannot be read. */
export async function versionOf(path: string): Promise<FileVersion | null> {
  return readRegular(path, maxDocumentBytes).then(versionOfBytes, () => null);
}
