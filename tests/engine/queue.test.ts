import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import type { QueueItem } from '../../src/protocol/sweeps.ts';
import { sentence } from '../../src/text/message.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';

let folder: string;
let queueFolder: string;
const benches: Bench[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-queue-'));
  queueFolder = join(folder, 'queue');
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (): Promise<EngineClient> => {
  const bench = await openBench({ queueFolder, runsFolder: join(folder, 'runs') });
  benches.push(bench);
  return bench.client;
};

/** Trains in a moment: most of the examples are held out. */
const text = (name: string, training: Partial<TrainingSettings> = {}): string =>
  serializeDocument({
    ...chainDocument(smallConvnet, { validationSplit: 0.9, epochs: 1, ...training }),
    name,
  });

const reaches = (client: EngineClient, done: (items: readonly QueueItem[]) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const off = client.on('queue.changed', ({ items }) => {
      if (!done(items)) return;
      off();
      resolve();
    });
  });
const names = async (client: EngineClient): Promise<string[]> =>
  (await client.call('runs.list', {})).runs.map(({ name, state }) => `${name} ${state}`).reverse();

describe('the queue', () => {
  it('trains one after the other, behind what a person started', async () => {
    const client = await open();
    const first = ending(client);
    await client.call('train.start', { document: text('mine') });
    const empty = reaches(client, (items) => items.length === 0);
    await client.call('queue.add', { document: text('second') });
    const { item } = await client.call('queue.add', { document: text('never') });
    await client.call('queue.add', { document: text('third') });
    expect((await client.call('queue.list', {})).items.map(({ name }) => name)).toEqual([
      'second',
      'never',
      'third',
    ]);
    await client.call('queue.remove', { item });
    await first;
    await empty;
    expect(await names(client)).toEqual(['mine finished', 'second finished', 'third finished']);
  });

  it('refuses at once what cannot be trained', async () => {
    const client = await open();
    await expect(
      client.call('queue.add', { document: text('x').replace('"units": 10', '"units": 9') }),
    ).rejects.toMatchObject({ code: 'network' });
    await expect(
      client.call('queue.add', { document: text('x').replace('mnist-10k', 'no-such-set') }),
    ).rejects.toThrow(/no-such-set/);
  });

  it('keeps what fails, with the reason, and goes on with the next', async () => {
    const client = await open();
    const settled = reaches(client, (items) => items.length === 1 && items[0]!.state === 'failed');
    await client.call('queue.hold', { held: true });
    await client.call('queue.add', { document: text('too large', { batchSize: 5000 }) });
    await client.call('queue.add', { document: text('sound') });
    await client.call('queue.hold', { held: false });
    await settled;
    const { items } = await client.call('queue.list', {});
    expect(items).toMatchObject([{ name: 'too large' }]);
    expect(sentence(items[0]!.message)).toMatch(/batch size/);
    expect(await names(client)).toEqual(['sound finished']);
    await client.call('queue.remove', { item: items[0]!.item });
    expect((await readdir(queueFolder)).filter((name) => name.includes('item'))).toEqual([]);
  });

  it('outlives the engine: what waited waits, what trained is begun again, but not for ever', async () => {
    const before = await open();
    await before.call('queue.hold', { held: true });
    await before.call('queue.add', { document: text('waited') });
    await benches.pop()!.close();
    const kept = (name: string, attempts: number) => ({
      format: 'convas-queue-item',
      version: 1,
      item: `0000000${attempts}-${name}`,
      name,
      state: 'training',
      run: 'gone',
      message: '',
      addedAt: '2026-01-01T00:00:00Z',
      sweep: null,
      document: text(name),
      resume: null,
      attempts,
      epochs: 0,
    });
    await mkdir(queueFolder, { recursive: true });
    for (const item of [kept('cut', 0), kept('crashes', 1)]) {
      await writeFile(join(queueFolder, `${item.item}.item.json`), JSON.stringify(item));
    }
    const after = await open();
    const { items, held } = await after.call('queue.list', {});
    expect(held).toBe(true);
    expect(Object.fromEntries(items.map(({ name, state }) => [name, state]))).toEqual({
      cut: 'waiting',
      waited: 'waiting',
      crashes: 'failed',
    });
    const done = reaches(after, (left) => left.length === 1);
    await after.call('queue.hold', { held: false });
    await done;
    expect((await names(after)).sort()).toEqual(['cut finished', 'waited finished']);
  });
});
