import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { defaultPort } from '../../src/cli/serve/port.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { type Socket, socketTransport } from '../../src/protocol/socket.ts';
import { sentence } from '../../src/text/message.ts';
import { workshop } from './harness.ts';

const { start, refusal, convas, path } = workshop();
let server: ChildProcess;
let port = 0;
let token = '';

beforeAll(async () => {
  server = start(['serve', '--json', '--port', '0'], { CONVAS_BACKEND: 'cpu' });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  port = Number(new URL(url).port);
  token = new URLSearchParams(new URL(url).hash.slice(1)).get('token')!;
});
afterAll(async () => {
  if (server.exitCode !== null) return;
  server.kill('SIGINT');
  await once(server, 'close');
});

interface Attempt {
  token?: string;
  origin?: string;
  host?: string;
  path?: string;
}

function attempt(how: Attempt): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${how.path ?? '/engine'}?token=${how.token ?? token}`, {
    origin: how.origin ?? `http://127.0.0.1:${port}`,
    ...(how.host === undefined ? {} : { headers: { Host: how.host } }),
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function connect(): Promise<{ client: EngineClient; socket: WebSocket }> {
  const socket = await attempt({});
  return { client: createClient(socketTransport(socket as unknown as Socket)), socket };
}

const get = (path: string, host = `127.0.0.1:${port}`, method = 'GET') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: { host } }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers }));
    })
      .on('error', reject)
      .end();
  });

describe('the page', () => {
  it('is served under a strict policy, to this machine alone', async () => {
    const { status, headers } = await get('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.stringify(headers)).not.toContain(token);
  });

  it('is in the language that was asked for, and refuses in it', async () => {
    const other = start(['--lang', 'pt-BR', 'serve', '--json', '--port', '0'], { CONVAS_BACKEND: 'cpu' });
    try {
      const [line] = (await once(other.stdout!, 'data')) as [Buffer];
      const { url } = JSON.parse(line.toString()) as { url: string };
      const html = await (await fetch(url)).text();
      expect(html).toContain('<head><meta name="convas-language" content="pt-BR" />');
      expect(await (await fetch(new URL('/none', url))).text()).toBe('404 Esta página não existe.\n');
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).not.toContain('convas-language');
    } finally {
      other.kill('SIGINT');
      await once(other, 'close');
    }
  });

  it('is nothing but the page', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/none', '/%00', '/%zz']) {
      expect((await get(path)).status, path).toBe(404);
    }
    expect((await get('/', `127.0.0.1:${port}`, 'POST')).status).toBe(405);
  });

  it('is not given out under another name', async () => {
    expect((await get('/', 'evil.example')).status).toBe(403);
    expect((await get('/', `evil.example:${port}`)).status).toBe(403);
  });
});

describe('the engine', () => {
  it.each<[string, Attempt, string]>([
    ['a wrong token', { token: 'x'.repeat(32) }, '403'],
    ['no token', { token: '' }, '403'],
    ['a page from elsewhere', { origin: 'http://evil.example' }, '403'],
    ['a page of another server of this machine', { origin: 'http://127.0.0.1:1' }, '403'],
    ['no origin', { origin: '' }, '403'],
    ['another host name', { host: 'evil.example' }, '403'],
    ['another address', { path: '/other' }, '404'],
  ])('is not reached with %s', async (_name, how, status) => {
    await expect(attempt(how)).rejects.toThrow(`Unexpected server response: ${status}`);
  });

  it('answers over the socket, bytes included', async () => {
    const { client } = await connect();
    expect((await client.call('engine.info', {})).backend).toBe('cpu');
    const { images, shape, labels } = await client.call('datasets.samples', {
      dataset: 'mnist-10k',
      split: 'train',
      offset: 0,
      count: 3,
      label: null,
    });
    expect([images.length, shape, labels.length]).toEqual([3 * 784, [28, 28, 1], 3]);
    client.close();
  });

  it('takes malformed frames for what they are, and serves on', async () => {
    for (const frame of [Buffer.from('hello'), Buffer.alloc(0), Buffer.alloc(1000, 255), 'text']) {
      const { socket } = await connect();
      socket.send(frame);
      await once(socket, 'close');
    }
    const { client } = await connect();
    await client.call('engine.info', {});
    client.close();
  });

  it('killed, says so to the page; the next connection has a new one', async () => {
    const { client } = await connect();
    const { pid } = await client.call('engine.info', {});
    const closed = new Promise<string>((resolve) => client.onClose((reason) => resolve(sentence(reason))));
    // A call that will not be answered.
    const pending = client.call('datasets.prepare', { dataset: 'mnist-10k' }).catch((error) => error);
    process.kill(pid, 'SIGKILL');
    expect(await closed).toMatch(/ended from outside \(SIGKILL\)/);
    const outcome = await pending;
    expect(outcome.code ?? 'answered').toMatch(/closed|answered/);
    const next = await connect();
    const info = await next.client.call('engine.info', {});
    expect(info.pid).not.toBe(pid);
    next.client.close();
  });
});

/** Asks the server itself. */
const ask = (what: string, given: { token?: string; origin?: string; method?: string } = {}) =>
  fetch(`http://127.0.0.1:${port}/control/${what}`, {
    method: given.method ?? 'POST',
    headers: {
      authorization: `Bearer ${given.token ?? token}`,
      ...(given.origin === '' ? {} : { origin: given.origin ?? `http://127.0.0.1:${port}` }),
    },
  });

describe('an engine that does not answer', () => {
  it('is the business of pages with the token alone', async () => {
    for (const what of ['examine-engine', 'end-engine']) {
      const answers = [
        await ask(what, { token: 'x' }),
        await ask(what, { origin: 'http://evil.example' }),
        await ask(what, { origin: '' }),
        await ask(what, { method: 'GET' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 405]);
    }
    expect((await ask('anything')).status).toBe(404);
  });

  it('is seen to be stopped, and ended for it; the next connection has a new one', async () => {
    const { client } = await connect();
    const { pid } = await client.call('engine.info', {});
    const closed = new Promise<string>((resolve) => client.onClose((reason) => resolve(sentence(reason))));
    process.kill(pid, 'SIGSTOP');
    expect(await (await ask('examine-engine')).json()).toEqual({ activity: 'stopped' });
    expect((await ask('end-engine')).status).toBe(200);
    expect(await closed).toBe('The engine did not respond and was ended.');
    const next = await connect();
    expect((await next.client.call('engine.info', {})).pid).not.toBe(pid);
    next.client.close();
  });
});

describe('the server', () => {
  it('says how to reach or end the Convas that has its port', async () => {
    const detail = await refusal(['serve', '--port', String(port)]);
    expect(detail).toContain(`Convas is served on port ${port} already, by process ${server.pid} since 2`);
    expect(detail).toContain(
      `Open http://127.0.0.1:${port}/#token=${token} or end it with "kill ${server.pid}"`,
    );
  });

  it('gives nobody else the address of a Convas that has its port, nor takes it for another program', async () => {
    const detail = await refusal(['serve', '--port', String(port)], 1, {
      CONVAS_HOME: path('other'),
    });
    expect(detail).toMatch(/in use by a Convas of another user, or with another CONVAS_HOME\. .*--port N/);
    expect(detail).not.toContain(token);
    const note = path('home', 'serving', `${port}.json`);
    expect((await stat(note)).mode & 0o077).toBe(0);
  });

  it('refuses a port that another program has', async () => {
    const other = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port: taken } = other.address() as AddressInfo;
    const detail = await refusal(['serve', '--port', String(taken)]);
    other.close();
    expect(detail).toMatch(/is in use by another program\. Choose another port with --port N/);
  });

  it('has one port, so that a browser finds what it kept', async () => {
    const { stdout } = await convas(['serve', '--help']);
    expect(stdout).toContain(`(default: ${defaultPort})`);
    expect(defaultPort).toBe(26_682);
  });

  it('takes the engine with it when it ends, one that was stopped as well', async () => {
    const { client } = await connect();
    const { pid } = await client.call('engine.info', {});
    process.kill(pid, 'SIGSTOP');
    const closed = new Promise<string>((resolve) => client.onClose((reason) => resolve(sentence(reason))));
    server.kill('SIGINT');
    await once(server, 'close');
    await closed;
    await expect.poll(() => processExists(pid), { timeout: 10_000 }).toBe(false);
  });
});

function processExists(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
      .toString()
      .startsWith('Z');
  } catch {
    return false;
  }
}
