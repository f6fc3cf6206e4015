import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Publishing {
  /** The key that signs the feed; the server's own if not given. */
  readonly key?: KeyObject;
  /** What the feed says that the program's SHA-512 is; the right one if not given. */
  readonly digest?: string;
  /** Whether the connection breaks in the middle of the program. */
  readonly cut?: boolean;
}

export interface UpdateServer {
  readonly url: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Every request so far. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** What is answered, by path. */
  readonly files: Map<string, Buffer | 'cut'>;
  /** The program of each version: it notes in a file beside it that it was started. */
  readonly program: Buffer;
  /** Puts a version on the server, in the place of what is there. */
  publish(version: string, options?: Publishing): void;
  /** Puts a feed on the server, signed. */
  feed(text: string, key?: KeyObject): void;
  close(): Promise<void>;
}

export const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('base64');

/** A server with updates, on loopback, as electron-builder lays a release out for Linux on x64. */
export async function startUpdateServer(): Promise<UpdateServer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const program = Buffer.from('#!/bin/sh\necho started >> "$(dirname "$0")/started"\n');
  const asked: UpdateServer['asked'] = [];
  const files: UpdateServer['files'] = new Map();
  const server = createServer(({ url: path = '', headers }, response) => {
    asked.push({ path, headers });
    const body = files.get(path);
    if (body === undefined) response.writeHead(404).end();
    else if (body !== 'cut') response.end(body);
    else {
      response.writeHead(200, { 'content-length': program.length });
      response.write(program.subarray(0, 10), () => response.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed = (text: string, key = privateKey): void => {
    const bytes = Buffer.from(text);
    files.set('/releases/latest-linux.yml', bytes);
    files.set('/releases/latest-linux.yml.sig', Buffer.from(sign(null, bytes, key).toString('base64')));
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    privateKey,
    ...{ asked, files, program, feed },
    publish(version, { key, digest = sha512(program), cut = false } = {}) {
      const name = `Convas-${version}.AppImage`;
      feed(
        `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${digest}\n    size: ${program.length}\n`,
        key,
      );
      files.set(`/releases/${name}`, cut ? 'cut' : program);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
