import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { BackendId } from '../../src/engine/backends/backend.ts';
import type { StepMode } from '../../src/engine/model/open-stepper.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { readHealth } from '../../src/engine/runs/health-file.ts';
import { readSteps } from '../../src/engine/runs/step-file.ts';
import { sentence } from '../../src/text/message.ts';
import { describeModes, testBackend, usualMode } from '../support/backend.ts';
import { timely } from '../support/thorough.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { bare, tinyNetwork, writeStripes } from './tiny.ts';

/** The engine in one file, beside the packages that it imports. */
const victim = join(import.meta.dirname, `../../dist/scratch/victim-${process.pid}.mjs`);
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'victim.ts')],
    outfile: victim,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(() => rm(victim, { force: true }));

/** Longer than any victim lives. */
const endless = 100_000;

interface Place {
  readonly bench: Bench;
  readonly document: (epochs: number) => string;
  spawn(resume: string | null, epochs?: number): ChildProcess;
}

async function place(backend: BackendId, seed: number, step: StepMode): Promise<Place> {
  const bench = await openBench({ backend });
  const data = await writeStripes(join(bench.folder, 'stripes'));
  const settings = { batchSize: 16, validationSplit: 0.1, seed };
  const document = (epochs: number) =>
    serializeDocument(chainDocument(tinyNetwork, { ...settings, epochs }, data));
  return {
    bench,
    document,
    spawn: (resume, epochs = endless) =>
      fork(victim, [backend, step, join(bench.folder, 'runs'), resume ?? '', document(epochs)]),
  };
}

/** What a victim tells: a state or an epoch of its run. */
interface Report {
  readonly run: string;
  readonly state?: string;
  readonly epoch?: number;
}

/** The child's first message that is meant. */
const says = <T>(child: ChildProcess, is: (message: T) => boolean): Promise<T> =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => is(message as T) && resolve(message as T));
    child.once('exit', (code) => reject(new Error(`the victim exited by itself with ${code}`)));
  });

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function train({ bench: { client }, document }: Place, epochs: number, resume: string | null) {
  const end = ending(client);
  const { run } = await client.call('train.start', { document: document(epochs), resume });
  expect((await end).state).toBe('finished');
  return run;
}

it('a run whose engine is killed is listed as cut off, and goes on', async () => {
  const own = await place(testBackend, 7, usualMode);
  const { client, folder } = own.bench;
  const child = own.spawn(null);
  const { run } = await says<Report>(child, ({ epoch }) => epoch === 3);
  const listed = async () => (await client.call('runs.list', {})).runs[0]!;
  await expect.poll(async () => (await listed()).state).toBe('running');
  const document = own.document(endless);
  await expect(client.call('train.start', { document, resume: run })).rejects.toMatchObject({
    code: 'in-use',
  });
  await kill(child);
  const { state, message } = await listed();
  expect(state).toBe('interrupted');
  expect(sentence(message)).toMatch(/ended while this run was training/);
  const { progress } = (await readCheckpoint(join(folder, 'runs', run)))!;
  await train(own, progress.epoch + 2, run);
  const after = (await listed()).epochs.map(({ epoch }) => epoch);
  expect(after).toEqual(Array.from({ length: progress.epoch + 2 }, (_, at) => at + 1));
  await own.bench.close();
});

describe('kills at random moments', () => {
  // On plain JavaScript, which is loaded in no time: what is tried is what stays on the disk.
  it.concurrent.each(timely([11], [11, 12]))('lose nothing: seed %i', { timeout: 300_000 }, async (seed) => {
    const own = await place('cpu', seed, 'eager');
    const { client, folder } = own.bench;
    const draw = createGenerator(seed, 'kills');
    const ours = async () => (await client.call('runs.list', {})).runs[0]?.run ?? null;
    for (let time = 0; time < timely(5, 25); time++) {
      const child = own.spawn(await ours());
      await says<Report>(child, ({ state }) => state === 'preparing');
      await wait(300 * draw.uniform() ** 2);
      await kill(child);
    }
    const run = (await ours())!;
    const result = await readCheckpoint(join(folder, 'runs', run));
    const epochs = (result?.progress.epoch ?? 1) + 1;
    await train(own, epochs, run);
    const whole = await train(own, epochs, null);
    const kept = async (id: string) => bare((await readCheckpoint(join(folder, 'runs', id)))!);
    const expected = await kept(whole);
    expect(await kept(run)).toEqual(expected);
    expect(expected.progress.epochs).toHaveLength(epochs);
    // Each step once, none missing, whatever was lost and taken again.
    const stepsOf = async (id: string) =>
      (await readSteps(join(folder, 'runs', id))).map(({ time: _, ...step }) => step);
    const steps = await stepsOf(run);
    expect(steps.map(({ step }) => step)).toEqual(
      Array.from({ length: expected.progress.steps }, (_, at) => at + 1),
    );
    expect(steps).toEqual(await stepsOf(whole));
    const healthOf = async (id: string) => readHealth(join(folder, 'runs', id));
    expect(await healthOf(run)).toEqual(await healthOf(whole));
    await own.bench.close();
  });
});

describeModes('the same seed', (mode) => {
  it('gives the same bits in every process', async () => {
    const own = await place(testBackend, 5, mode);
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const child = own.spawn(null, 2);
        const { run } = await says<Report>(child, ({ state }) => state === 'finished');
        await kill(child);
        return bare((await readCheckpoint(join(own.bench.folder, 'runs', run)))!);
      }),
    );
    expect(runs[0]!.progress).toMatchObject({ epoch: 3, mode });
    expect(runs[1]).toEqual(runs[0]);
    await own.bench.close();
  });
});
