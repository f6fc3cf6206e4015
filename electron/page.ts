import { join } from 'node:path';
import { protocol } from 'electron';
import { contained } from '../src/files/folder.ts';
import { readRegular } from '../src/files/read.ts';
import { contentPolicy, mediaType } from '../src/protocol/page.ts';

export const pageOrigin = 'app://convas';

/** Bytes; far above any file of the page. */
const maxFileBytes = 256 * 1024 * 1024;
const policy = contentPolicy([], 'header');

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page from `folder` under its origin, and nothing else. */
export function servePage(folder: string): void {
  protocol.handle('app', async (request) => {
    const headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
    try {
      const url = new URL(request.url);
      if (`${url.protocol}//${url.host}` !== pageOrigin) throw new Error('another origin');
      const name = url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname.slice(1));
      const body = await readRegular(contained(folder, name), maxFileBytes);
      return new Response(body, { headers: { ...headers, 'content-type': mediaType(name) } });
    } catch {
      return new Response(null, { status: 404, headers });
    }
  });
}

export const builtPage = (appFolder: string) => join(appFolder, 'dist', 'renderer');
