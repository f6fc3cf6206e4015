import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from './download.ts';

let folder: string;
let server: Server | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-download-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

async function serving(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const body = Buffer.from('x'.repeat(100_000));
const sha256 = createHash('sha256').update(body).digest('hex');
const target = () => join(folder, 'file');

describe('download', () => {
  it('fetches a file whole and reports the bytes', async () => {
    const url = await serving((_request, response) =>
      response.writeHead(200, { 'content-length': body.length }).end(body),
    );
    const seen: (readonly [number, number | null])[] = [];
    await download({ url, to: target(), sha256, onBytes: (done, total) => seen.push([done, total]) });
    expect((await readFile(target())).equals(body)).toBe(true);
    expect(seen.at(-1)).toEqual([body.length, body.length]);
  });

  it('refuses a file of another digest and keeps nothing of it', async () => {
    const url = await serving((_request, response) => response.end('something else'));
    await expect(download({ url, to: target(), sha256 })).rejects.toMatchObject({ code: 'wrong-hash' });
    expect(existsSync(target())).toBe(false);
  });

  it('tells a connection that broke off, and keeps nothing of it', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 1000), () => response.destroy());
    });
    await expect(download({ url, to: target(), sha256: null })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(existsSync(target())).toBe(false);
  });

  it('gives up on a host that stops sending', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 1000));
    });
    await expect(download({ url, to: target(), sha256: null, stallAfter: 150 })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it('gives up at once on a host that refuses, and soon on one that is silent', async () => {
    const silent = await serving(() => {});
    const start = performance.now();
    await expect(
      download({ url: silent, to: target(), sha256: null, answerWithin: 200 }),
    ).rejects.toMatchObject({
      code: 'unreachable',
    });
    await expect(
      download({ url: 'http://127.0.0.1:1/file', to: target(), sha256: null }),
    ).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('says what a host answered instead of the file', async () => {
    const url = await serving((_request, response) => response.writeHead(404).end());
    await expect(download({ url, to: target(), sha256: null })).rejects.toThrow(/answered 404/);
  });

  it('stops on request', async () => {
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 1000));
    });
    const stop = new AbortController();
    const going = download({
      url,
      to: target(),
      sha256: null,
      signal: stop.signal,
      onBytes: () => stop.abort(),
    });
    await expect(going).rejects.toMatchObject({ code: 'interrupted' });
    expect(existsSync(target())).toBe(false);
  });
});
