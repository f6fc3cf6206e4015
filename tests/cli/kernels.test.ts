// @module-tag native
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openKernelChoices } from '../../src/engine/kernels/choice.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import { createClient } from '../../src/protocol/connect.ts';
import type { KernelChoice, Kernels } from '../../src/protocol/kernels.ts';
import { type Socket, socketTransport } from '../../src/protocol/socket.ts';
import { cacheRoot } from '../../src/provision/cache.ts';
import { sentence } from '../../src/text/message.ts';
import { workshop, writeBars } from './harness.ts';

const { path, json, convas, start } = workshop();

const plain: Kernels = {
  oneDnn: false,
  intraOpThreads: 1,
  interOpThreads: 1,
  training: { pairedFilters: 4, shards: 1 },
  inference: { pairedFilters: 8, shards: 1 },
};
const fast: Kernels = { ...plain, oneDnn: true, training: { pairedFilters: 8, shards: 1 } };
const using = (kernels: Kernels) => ({ CONVAS_KERNELS: JSON.stringify(kernels) });

interface Trained {
  run: string;
  directory: string;
  kernels: Kernels;
}

let bars = '';
const train = (epochs: number, more: readonly string[], env: Record<string, string>) =>
  json<Trained>(
    ['train', 'tiny-cnn', '--dataset', bars, '--batch-size', '16', '--epochs', String(epochs), ...more],
    env,
  );

async function weightsOf(folder: string): Promise<Buffer> {
  const name = (await readdir(folder)).find((entry) => /^weights-.*\.bin$/.test(entry))!;
  return readFile(join(folder, name));
}

/** A cache with the native runtime of the machine's own, and nothing else. */
async function freshCache(name: string): Promise<string> {
  const folder = path(name);
  await mkdir(folder, { recursive: true });
  await symlink(join(cacheRoot(), 'native'), join(folder, 'native'));
  return folder;
}

beforeAll(async () => {
  bars = await writeBars(path('bars'));
});

describe('a run', () => {
  it('is resumed with the kernels that it began with, to the same bits', { timeout: 120_000 }, async () => {
    const whole = await train(4, ['--out', path('whole')], using(plain));
    expect(whole.kernels).toEqual(plain);
    await train(2, ['--out', path('parts')], using(plain));
    // By now something else is taken for new runs.
    const resumed = await train(4, ['--resume', path('parts')], using(fast));
    expect(resumed.kernels).toEqual(plain);
    expect(await weightsOf(path('parts'))).toEqual(await weightsOf(path('whole')));
    const record = JSON.parse(await readFile(path('parts', 'run.json'), 'utf8'));
    expect(record.kernels).toEqual(plain);
  });
});

describe('the choice of kernels', () => {
  it('is used by a training, and told by the doctor', { timeout: 120_000 }, async () => {
    const cache = await freshCache('chosen');
    const choice = { separable: plain, whole: fast };
    const tried = [
      { oneDnn: true, intraOpThreads: 1, interOpThreads: 1, shards: 1, separable: 0.5, whole: 1 },
    ];
    await openKernelChoices({ folder: cache }).keep({ choice, tried, disturbed: false });
    const env = { CONVAS_CACHE: cache, CONVAS_KERNELS: '' };
    expect((await train(1, [], env)).kernels).toEqual(plain);
    const { kernels } = await json<{ kernels: KernelChoice & { processor: object } }>(['doctor'], env);
    expect(kernels).toMatchObject({ ...choice, source: 'measured', disturbed: false, tried });
    expect(kernels.processor).toMatchObject({
      threads: expect.any(Number),
      instructionSet: expect.any(String),
    });
    const { stdout } = await convas(['doctor'], env);
    expect(stdout).toMatch(
      /kernels: oneDNN off, 1 thread, columns in pairs: up to 4 filters \(inference: up to 8 filters\)\n +with batch statistics: oneDNN on, .*\n +measured on .*\n +compared: oneDNN on, 1 thread: 0.50x, with batch statistics 1.00x/,
    );
  });

  it('is measured once and then remembered', { timeout: 180_000 }, async () => {
    const cache = await freshCache('measured');
    const env = { CONVAS_CACHE: cache, CONVAS_KERNELS: '' };
    const before = await convas(['doctor'], env);
    expect(before.stdout).toMatch(/not measured yet: .* or now by `convas doctor --measure`/);
    const { kernels } = await json<{ kernels: KernelChoice & { source: string; tried: unknown[] } }>(
      ['doctor', '--measure'],
      env,
    );
    expect(kernels.source).toBe('measured');
    expect(kernels.tried.length).toBeGreaterThan(1);
    const { status, stderr, stdout } = await convas(
      ['train', 'tiny-cnn', '--dataset', bars, '--epochs', '1', '--json'],
      env,
    );
    expect(status, stderr).toBe(0);
    expect(stderr).not.toMatch(/measuring/);
    expect((JSON.parse(stdout) as Trained).kernels).toEqual(kernels.separable);
  });
});

describe('an engine that has loaded other kernels', () => {
  let server: ChildProcess;
  let page: URL;
  beforeAll(async () => {
    server = start(['serve', '--json'], using(fast));
    const [line] = (await once(server.stdout!, 'data')) as [Buffer];
    page = new URL((JSON.parse(line.toString()) as { url: string }).url);
  });
  afterAll(async () => {
    server.kill('SIGINT');
    await once(server, 'close');
  });

  async function connect(): Promise<EngineClient> {
    const token = new URLSearchParams(page.hash.slice(1)).get('token');
    const socket = new WebSocket(`ws://${page.host}/engine?token=${token}`, { origin: page.origin });
    await once(socket, 'open');
    return createClient(socketTransport(socket as unknown as Socket));
  }

  /** What the connection ends with, and a new one to the engine that comes. */
  async function restart(client: EngineClient) {
    const closed = new Promise<string>((resolve) => client.onClose((reason) => resolve(sentence(reason))));
    await client.call('engine.restart', {});
    const reason = await closed;
    return { reason, client: await connect() };
  }

  it('says so, is restarted for the run, and for the next new one', { timeout: 120_000 }, async () => {
    const { run } = await train(1, [], using(plain));
    let client = await connect();
    const info = await client.call('engine.info', {});
    expect(info.kernels).toMatchObject({ loaded: { oneDnn: true }, source: 'pinned' });
    const { document } = await client.call('runs.get', { run });
    const longer = document.replace(/"epochs":\s*1\b/, '"epochs": 2');
    const refused = await client
      .call('train.start', { document: longer, resume: run })
      .catch((error) => error);
    expect(refused).toMatchObject({ code: 'kernels', message: expect.stringContaining('with oneDNN off') });

    const forRun = await restart(client);
    expect(forRun.reason).toBe('The engine is restarting.');
    client = forRun.client;
    const next = await client.call('engine.info', {});
    expect(next.pid).not.toBe(info.pid);
    expect(next.kernels?.loaded).toMatchObject({ oneDnn: false });
    const ended = new Promise<string>((resolve) => {
      client.on('train.state', ({ state }) => state === 'finished' && resolve(state));
    });
    await client.call('train.start', { document: longer, resume: run });
    await ended;
    const { summary } = await client.call('runs.get', { run });
    expect(summary).toMatchObject({ state: 'finished', kernels: plain });
    expect(summary.epochs).toHaveLength(2);

    await expect(client.call('train.start', { document: longer })).rejects.toMatchObject({ code: 'kernels' });
    client = (await restart(client)).client;
    expect((await client.call('engine.info', {})).kernels?.loaded).toMatchObject({ oneDnn: true });
    client.close();
  });
});
