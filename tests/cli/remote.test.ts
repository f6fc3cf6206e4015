import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { type AddressInfo, connect as connectTcp, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createClient } from '../../src/protocol/connect.ts';
import { type Socket as BrowserSocket, socketTransport } from '../../src/protocol/socket.ts';
import { readAddress, writeAddress } from '../../src/remote/address.ts';
import { proofOf } from '../../src/remote/handshake.ts';
import { workshop, writeBars } from './harness.ts';

const { start, convas, json, refusal, path } = workshop();
let server: ChildProcess;
let ana = '';
let bruno = '';
let clara = '';
let bars = '';

beforeAll(async () => {
  bars = await writeBars(path('bars'));
  const names = ['engine', '--listen', '127.0.0.1:0', '--people', 'ana,bruno,clara', '--json'];
  server = start(names, { CONVAS_KERNELS: 'default', CONVAS_HOME: path('far') });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  const detail: { addresses: { address: string }[] } = JSON.parse(line.toString());
  [ana, bruno, clara] = detail.addresses.map(({ address }) => address) as [string, string, string];
});
afterAll(async () => {
  if (server.exitCode !== null) return;
  server.kill('SIGINT');
  await once(server, 'close');
});

interface Trained {
  readonly run: string;
  readonly epochs: readonly { readonly loss: number }[];
}

const changed = (change: Partial<ReturnType<typeof readAddress>>): string =>
  writeAddress({ ...readAddress(ana), ...change });

/** A connection by hand: what arrives as text, and how it is closed. */
async function byHand(headers: Record<string, string> = {}, place = '/engine') {
  const { host, port } = readAddress(ana);
  const socket = new WebSocket(`wss://${host}:${port}${place}`, { rejectUnauthorized: false, headers });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const messages: string[] = [];
  socket.on('message', (data) => messages.push(data.toString()));
  await once(socket, 'message');
  return { socket, closed, messages, challenge: JSON.parse(messages[0]!).challenge as string };
}

const proof = (challenge: string): string => {
  const { token, fingerprint } = readAddress(ana);
  return JSON.stringify({ proof: proofOf(token, challenge, fingerprint), session: null, received: 0 });
};

describe('an engine that listens', () => {
  it('keeps its secrets from other users', async () => {
    for (const name of ['certificate.json', 'token-ana', 'token-bruno'])
      expect((await stat(path('far', 'remote', name))).mode & 0o777).toBe(0o600);
  });

  it('refuses a wrong token, and is refused with another certificate', async () => {
    const wrong = changed({ token: 'x'.repeat(43) });
    expect(await refusal(['runs', '--engine', wrong])).toMatch(/refused: the token/i);
    const other = changed({ fingerprint: 'ab'.repeat(32) });
    expect(await refusal(['runs', '--engine', other])).toMatch(/not the one of the address/);
    expect(await refusal(['runs'], 2, { CONVAS_ENGINE: 'convas://nowhere' })).toMatch(/not the address/);
    expect(await refusal(['train', 'tiny-cnn', '--engine', ana, '--backend', 'cpu'], 2)).toMatch(/--backend/);
  });

  it('refuses pages, other places, a proof that was heard before, and what is too large', async () => {
    await expect(byHand({ Origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(byHand({ Origin: `https://127.0.0.1:${readAddress(ana).port}` })).rejects.toThrow('403');
    await expect(byHand({}, '/other')).rejects.toThrow('404');

    const first = await byHand();
    const heard = proof(first.challenge);
    first.socket.send(heard);
    await once(first.socket, 'message');
    expect(JSON.parse(first.messages[1]!)).toMatchObject({ received: 0 });
    const replayed = await byHand();
    replayed.socket.send(heard);
    expect(await replayed.closed).toBe(4401);
    const large = await byHand();
    large.socket.send(`${' '.repeat(2000)}${proof(large.challenge)}`);
    expect(await large.closed).toBe(4401);
    first.socket.send(new Uint8Array(65 * 1024 * 1024));
    // 1006: the engine was gone before all of it was sent.
    expect([1006, 1009]).toContain(await first.closed);
  });

  it('listens on no other address', async () => {
    const socket = connectTcp({ host: '127.0.0.2', port: readAddress(ana).port });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('is sent data of this machine once', async () => {
    const settings = ['train', 'tiny-cnn', '--dataset', bars, '--epochs', '1', '--json', '--engine', clara];
    for (let time = 0; time < 2; time++) await convas(settings, { CONVAS_KERNELS: 'default' });
    const kept = (await readdir(path('far'), { recursive: true })).filter((name) =>
      /data.bars( 2)?$/.test(name),
    );
    expect(kept).toHaveLength(1);
  });

  it('trains to the same losses while the connection is cut, and keeps the runs of each apart', async () => {
    const far = readAddress(ana);
    const open = new Set<Socket>();
    let cut = false;
    const between = createServer((near) => {
      const away = connectTcp(far.port, far.host);
      for (const socket of [near, away]) {
        open.add(socket);
        socket.on('error', () => {});
      }
      near.on('close', () => away.destroy());
      away.on('close', () => near.destroy());
      if (cut) near.destroy();
      near.pipe(away).pipe(near);
    });
    between.listen(0, '127.0.0.1');
    await once(between, 'listening');
    const { port } = between.address() as AddressInfo;
    const settings = ['train', 'tiny-cnn', '--dataset', bars, '--epochs', '40', '--seed', '3', '--json'];
    try {
      const training = start([...settings, '--engine', changed({ port })]);
      const printed = once(training.stdout!, 'data');
      let messages = '';
      training.stderr!.on('data', (text) => {
        messages += text;
        if (cut || !/^epoch 3:/m.test(messages)) return;
        cut = true;
        for (const socket of open) socket.destroy();
        setTimeout(() => {
          cut = false;
        }, 1500);
      });
      const done: Trained = JSON.parse(String(await printed));
      expect(messages).toMatch(/connection to \S+ is lost[\s\S]*connected to \S+ again/);
      const { stdout } = await convas(settings, { CONVAS_KERNELS: 'default' });
      const losses = ({ epochs }: Trained) => epochs.map(({ loss }) => loss);
      expect(losses(done)).toHaveLength(40);
      expect(losses(done)).toEqual(losses(JSON.parse(stdout)));
      const { runs } = await json<{ runs: { run: string }[] }>(['runs', '--engine', ana]);
      expect(runs.map(({ run }) => run)).toEqual([done.run]);
      expect(await json(['runs'], { CONVAS_ENGINE: bruno })).toMatchObject({ runs: [] });
    } finally {
      between.close();
    }
  });

  it('is behind the page that another machine serves, which can choose another', async () => {
    const page = start(['serve', '--json', '--port', '0', '--engine', ana]);
    const [line] = (await once(page.stdout!, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    const { host, origin, hash } = new URL(url);
    const socket = new WebSocket(`ws://${host}/engine?${hash.slice(1)}`, { origin });
    await once(socket, 'open');
    const client = createClient(socketTransport(socket as unknown as BrowserSocket));
    const { runs } = await client.call('runs.list', {});
    expect(runs).toHaveLength(1);

    const ask = async (what: string, about: object = {}, from = origin): Promise<unknown> => {
      const response = await fetch(`${origin}/control/${what}`, {
        method: 'POST',
        headers: { origin: from, authorization: `Bearer ${hash.replace('#token=', '')}` },
        body: JSON.stringify(about),
      });
      return response.ok ? response.json() : response.status;
    };
    const { port } = readAddress(ana);
    expect(await ask('choose-engine', { address: bruno }, 'https://evil.example')).toBe(403);
    expect(await ask('chosen-engine')).toEqual({ elsewhere: `127.0.0.1:${port}` });
    for (const [address, refused] of [
      [changed({ token: 'x'.repeat(43) }), /refused: the token/i],
      [changed({ fingerprint: 'ab'.repeat(32) }), /not the one of the address/],
      ['convas://nowhere', /not the address/],
    ] as const)
      expect(await ask('choose-engine', { address })).toEqual({ refused: expect.stringMatching(refused) });
    // The wire to the engine before stays; the next one leads to the other person's.
    expect(await ask('choose-engine', { address: bruno })).toEqual({ elsewhere: `127.0.0.1:${port}` });
    expect((await client.call('runs.list', {})).runs).toHaveLength(1);
    const next = new WebSocket(`ws://${host}/engine?${hash.slice(1)}`, { origin });
    await once(next, 'open');
    const other = createClient(socketTransport(next as unknown as BrowserSocket));
    expect((await other.call('runs.list', {})).runs).toEqual([]);
    expect(await ask('choose-engine', { address: null })).toEqual({ elsewhere: null });
    page.kill('SIGINT');
    await once(page, 'close');
  });
});
