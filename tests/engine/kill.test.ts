import { fork } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
let document: (epochs: number) => string;
beforeAll(async () => {
  bench = await openBench({ backend: 'native' });
  const data = await writeStripes(join(bench.folder, 'stripes'));
  document = (epochs) => serializeDocument(chainDocument(tinyNetwork, { epochs, batchSize: 8 }, data));
});
afterAll(() => bench.close());

it('a run whose engine is killed is listed as cut off, and goes on', async () => {
  const { client, folder } = bench;
  const child = fork(join(import.meta.dirname, 'victim.mjs'), [], {
    env: {
      ...process.env,
      CONVAS_VICTIM_RUNS: join(folder, 'runs'),
      CONVAS_VICTIM_DOCUMENT: document(100_000),
    },
  });
  const run = await new Promise<string>((resolve, reject) => {
    child.on('message', ({ run, epoch }: { run: string; epoch: number }) => epoch === 3 && resolve(run));
    child.on('exit', (code) => reject(new Error(`the victim exited by itself with ${code}`)));
  });
  const listed = async () => (await client.call('runs.list', {})).runs[0]!;
  expect((await listed()).state).toBe('running');
  await expect(client.call('train.start', { document: document(100), resume: run })).rejects.toMatchObject({
    code: 'busy',
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.removeAllListeners('message');
  child.kill('SIGKILL');
  await gone;
  const { state, message } = await listed();
  expect(state).toBe('interrupted');
  expect(message).toMatch(/ended while this run was training/);
  const { progress } = (await readCheckpoint(join(folder, 'runs', run)))!;
  const end = ending(client);
  await client.call('train.start', { document: document(progress.epoch + 2), resume: run });
  expect((await end).state).toBe('finished');
  const after = (await listed()).epochs.map(({ epoch }) => epoch);
  expect(after).toEqual(Array.from({ length: progress.epoch + 2 }, (_, at) => at + 1));
});
