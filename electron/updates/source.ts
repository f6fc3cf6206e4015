import { join } from 'node:path';
import { z } from 'zod';
import { readTextSync } from '../../src/files/read.ts';

const isOwnMachine = (host: string): boolean => host === '127.0.0.1' || host === 'localhost';

const sourceSchema = z.object({
  /** The folder with the feed, `latest-linux.yml`, and its signature, `latest-linux.yml.sig`. */
  url: z.url().refine((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' || (protocol === 'http:' && isOwnMachine(hostname));
  }),
  /** An Ed25519 key in PEM, with which the feed is signed. */
  publicKey: z.string().startsWith('-----BEGIN PUBLIC KEY-----'),
});
export type UpdateSource = z.output<typeof sourceSchema>;

/**
 * Where this app looks for updates: `updates.json` in the folder of the app, which `npm run package` writes into the
 * archive; null where it was packaged without.
 */
export function updateSource(appFolder: string): UpdateSource | null {
  try {
    return sourceSchema.parse(JSON.parse(readTextSync(join(appFolder, 'updates.json'))));
  } catch {
    return null;
  }
}
