import type { FileVersion } from '../../../src/protocol/host.ts';

/** The version of a file that holds this text, the same on every host: SHA-256, in hex. */
export async function versionOf(text: string): Promise<FileVersion> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
