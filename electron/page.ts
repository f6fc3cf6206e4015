import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import { contained } from './atomic.ts';

export const pageOrigin = 'app://convas';

/** Nothing but the page's own files, no code from strings; Mantine writes its variables into style elements. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

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
      const body = await readFile(contained(folder, name));
      const type = types[extname(name)] ?? 'application/octet-stream';
      return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': type } });
    } catch {
      return new Response('Not found', { status: 404, headers });
    }
  });
}

export const builtPage = (appFolder: string) => join(appFolder, 'dist', 'renderer');
