import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createEngine } from '../../src/engine/engine.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { portTransport, type WebPort } from '../../src/protocol/port.ts';
import { serve } from '../../src/protocol/serve.ts';
import { type Socket, socketTransport } from '../../src/protocol/socket.ts';
import type { Transport } from '../../src/protocol/transport.ts';
import { workshop } from '../cli/harness.ts';
import { answered, frames, messages, noises, requestHeads } from './corpus.ts';

const { start } = workshop();
let server: ChildProcess;
let log = '';
let port = 0;
let token = '';

beforeAll(async () => {
  server = start(['serve', '--json', '--port', '0'], { CONVAS_BACKEND: 'cpu', CONVAS_OFFLINE: '1' });
  server.stderr!.on('data', (chunk) => {
    log += chunk;
  });
  const [line] = (await once(server.stdout!, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  port = Number(new URL(url).port);
  token = new URLSearchParams(new URL(url).hash.slice(1)).get('token')!;
});
afterAll(async () => {
  if (server.exitCode === null) {
    server.kill('SIGINT');
    await once(server, 'close');
  }
});

/** Sends bytes and resolves when an answer came, the connection closed, or neither happened for a while. */
function sendRaw(bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = connectTo(port, '127.0.0.1');
    const done = (): void => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(300, done);
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', done);
    socket.write(bytes);
  });
}

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/engine?token=${token}`, {
    origin: `http://127.0.0.1:${port}`,
  });
  await once(socket, 'open');
  return socket;
}

/** The engine's process, asked over a connection of its own. */
async function enginePid(): Promise<number> {
  const client = createClient(socketTransport((await openSocket()) as unknown as Socket));
  const { pid } = await client.call('engine.info', {});
  client.close();
  return pid;
}

/** The ids of the calls that were answered so far. */
function repliesOn(transport: Transport): () => number[] {
  const ids = new Set<number>();
  transport.onMessage((message) => {
    const { type, id } = message as { type: string; id: number };
    if (type === 'result' || type === 'error') ids.add(id);
  });
  return () => [...ids].sort((a, b) => a - b);
}

describe('malformed requests from anybody', () => {
  let pid = 0;
  beforeAll(async () => {
    pid = await enginePid();
  });
  /** Still the same processes, and no error that only the last line of defense has stopped. */
  const unharmed = async (): Promise<void> => {
    expect(server.exitCode).toBeNull();
    expect(await enginePid()).toBe(pid);
    expect(log).not.toMatch(/unexpected|not expected|\n\s+at /);
  };

  it('leave the HTTP server and its upgrade listener running', async () => {
    const heads = requestHeads({ host: `127.0.0.1:${port}`, token });
    for (let at = 0; at < heads.length; at += 16) {
      await Promise.all(heads.slice(at, at + 16).map((head) => sendRaw(Buffer.from(head, 'latin1'))));
    }
    for (const bytes of noises) await sendRaw(bytes);
    await unharmed();
  });

  it('leave the engine running behind the socket, whatever the frames', async () => {
    for (const frame of frames) {
      const socket = await openSocket();
      socket.on('error', () => {});
      socket.send(frame);
      const closed = once(socket, 'close');
      // A frame that can be read is answered or ignored; one that cannot closes its connection.
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 150))]);
      socket.terminate();
    }
    await unharmed();
  });

  it('leave it running where a message is larger than allowed, or no WebSocket frame', async () => {
    const large = await openSocket();
    large.on('error', () => {});
    large.send(new Uint8Array(65 * 1024 * 1024));
    await once(large, 'close');
    const raw = await openSocket();
    raw.on('error', () => {});
    // Beneath the library: reserved bits, an unknown opcode, a length that no memory has.
    const wire = (raw as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket;
    wire.write(Uint8Array.from([0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]));
    await once(raw, 'close');
    await unharmed();
  });

  it('leave it running, whatever the messages, and every call that has an id is answered', async () => {
    const transport = socketTransport((await openSocket()) as unknown as Socket);
    const replies = repliesOn(transport);
    for (const message of messages) transport.send(message);
    await expect.poll(replies, { timeout: 30_000 }).toEqual(answered);
    transport.close();
    await unharmed();
  }, 120_000);
});

describe('malformed messages over a message port', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convas-hostile-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** As Electron's and a browser's ports are: messages come as events. */
  const asWebPort = (port: MessagePort): WebPort => ({
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => void port.on(type, (data) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  });

  it('are answered or ignored, and the engine serves on', async () => {
    const engine = createEngine({ runsFolder: join(folder, 'runs'), backend: 'cpu', startThread: null });
    const { port1, port2 } = new MessageChannel();
    const end = serve(portTransport(asWebPort(port1)), engine.handlers, engine.events);
    const transport = portTransport(asWebPort(port2));
    const replies = repliesOn(transport);
    for (const message of messages) transport.send(message);
    await expect.poll(replies, { timeout: 30_000 }).toEqual(answered);
    end();
    transport.close();
  }, 120_000);
});
