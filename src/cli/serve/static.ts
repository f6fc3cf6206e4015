import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize, sep } from 'node:path';
import { readRegular } from '../../files/read.ts';
import { contentPolicy, mediaType } from '../../protocol/page.ts';
import type { Language } from '../../text/catalogue.ts';
import { message, sentence } from '../../text/message.ts';
import { readTarget } from './target.ts';

/** What this server calls itself. */
export const serverName = 'Convas';

/** Bytes; far above any file of the page. */
const maxFileBytes = 256 * 1024 * 1024;

/** The built page, and the language that it is to have where the person chose none in it. */
export interface Page {
  readonly folder: string;
  readonly language: Language | null;
}

/** Where the page looks for the language asked for. */
const withLanguage = (html: Uint8Array, language: Language): Buffer =>
  Buffer.from(
    Buffer.from(html)
      .toString()
      .replace('<head>', `<head><meta name="convas-language" content="${language}" />`),
  );

/** The file below `folder` that a request means; null where it would lead elsewhere. */
function fileFor(folder: string, url: string | undefined): string | null {
  const path = readTarget(url)?.path;
  if (path === undefined) return null;
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(folder + sep) ? file : null;
}

/** Answers one request with a file of `folder`, under the headers that keep a page to itself. */
export async function answerWithFile(
  { folder, language }: Page,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = {
    Server: serverName,
    'Content-Security-Policy': contentPolicy([origin.replace('http', 'ws')], 'header'),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
  const refuse = (status: 404 | 405): void => {
    const about = { ...headers, 'Content-Type': 'text/plain; charset=utf-8' };
    response.writeHead(status, about).end(`${sentence(message(`cli.http-${status}`))}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = fileFor(folder, request.url);
  const stored = file && (await readRegular(file, maxFileBytes).catch(() => null));
  if (!stored) return refuse(404);
  const content = file.endsWith('.html') && language !== null ? withLanguage(stored, language) : stored;
  response.writeHead(200, { ...headers, 'Content-Type': mediaType(file), 'Content-Length': content.length });
  response.end(request.method === 'HEAD' ? undefined : content);
}
