import type { EngineClient } from '../../../src/protocol/client.ts';
import { type Sending, type SentFile, sendFiles } from '../../../src/protocol/send-files.ts';
import type { PickedFile, PickedFiles } from './pickedFiles.ts';

/** Bytes: a browser hashes what is in memory. */
const maxHashedBytes = 2 ** 28;

async function hashOf(content: Blob): Promise<string | null> {
  if (content.size > maxHashedBytes) return null;
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const sentFile = async ({ path, content }: PickedFile, isFar: boolean): Promise<SentFile> => ({
  path,
  size: content.size,
  sha256: isFar ? await hashOf(content) : null,
  read: async (start, end) => new Uint8Array(await content.slice(start, end).arrayBuffer()),
});

/**
 * Hands files over to the engine, which keeps them.
 * @param isFar whether it is on another machine: then only what it lacks is sent
 * @param onProgress bytes
 */
export async function upload(
  client: EngineClient,
  { name, files }: PickedFiles,
  isFar: boolean,
  onProgress: (done: number, total: number) => void,
): Promise<Sending> {
  const sent: SentFile[] = [];
  for (const file of files) sent.push(await sentFile(file, isFar));
  return sendFiles(client, name, sent, onProgress);
}
