import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { readCheckpoint } from '../../../src/engine/runs/checkpoint.ts';
import { readSteps } from '../../../src/engine/runs/step-file.ts';
import { chainDocument } from '../../engine/documents.ts';
import { bare, tinyNetwork, writeStripes } from '../../engine/tiny.ts';
import { openEngine } from './open-engine.ts';

/*
 * `training.mjs VICTIM BACKEND STEP KILLS SEED`: a training is killed at random moments and resumed each time. In the end
 * its weights, optimizer state, history and steps must be those of a training that nobody killed, bit for bit.
 */

const [, , victim = '', backend = 'native', step = 'compiled', kills = '50', given = '7'] = process.argv;
const seed = Number(given);
const endless = 100_000;
const own = await openEngine(backend);
const runs = join(own.folder, 'runs');
const data = await writeStripes(join(own.folder, 'stripes'));
const documentOf = (epochs: number): string =>
  serializeDocument(chainDocument(tinyNetwork, { batchSize: 16, validationSplit: 0.1, seed, epochs }, data));
const ours = async (): Promise<string | null> =>
  (await own.client.call('runs.list', {})).runs[0]?.run ?? null;

/** Trains in a process of its own for a while; resolves with the process. */
async function begin(): Promise<ChildProcess> {
  const child = fork(victim, [backend, step, runs, (await ours()) ?? '', documentOf(endless)]);
  const gone = once(child, 'exit').then(() => {
    throw new Error('the training ended by itself');
  });
  // Of its states and epochs some pass: on a busy machine the first seconds would be all that is seen.
  for (let passed = Math.floor(6 * Math.random()); passed >= 0; passed--)
    await Promise.race([once(child, 'message'), gone]);
  gone.catch(() => {});
  return child;
}

for (let kill = 0; kill < Number(kills); kill++) {
  const child = await begin();
  await new Promise((resolve) => setTimeout(resolve, 3000 * Math.random()));
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const run = (await ours())!;
const reached = (await readCheckpoint(join(runs, run)))?.progress.epoch ?? 1;
const epochs = reached + 1;
const finish = async (resume: string | null): Promise<string> => {
  const end = new Promise<string>((resolve) => {
    own.client.on('train.state', ({ state }) => {
      if (['finished', 'failed', 'diverged'].includes(state)) resolve(state);
    });
  });
  const { run: id } = await own.client.call('train.start', { document: documentOf(epochs), resume });
  const state = await end;
  if (state !== 'finished') throw new Error(`the training is ${state}`);
  return id;
};
await finish(run);
const whole = await finish(null);

const differ: string[] = [];
const compare = async (what: string, read: (folder: string) => Promise<unknown>): Promise<void> => {
  const plain = async (id: string) =>
    JSON.stringify(await read(join(runs, id)), (_, value) =>
      ArrayBuffer.isView(value)
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
        : value,
    );
  if ((await plain(run)) !== (await plain(whole))) differ.push(what);
};
const mapped = (map: ReadonlyMap<string, unknown>) => [...map];
await compare('weights', async (folder) => mapped(bare((await readCheckpoint(folder))!).weights));
await compare('optimizer', async (folder) => mapped(bare((await readCheckpoint(folder))!).slots));
await compare('history', async (folder) => bare((await readCheckpoint(folder))!).progress);
await compare('steps', async (folder) => (await readSteps(folder)).map(({ time: _, ...each }) => each));
const steps = (await readSteps(join(runs, run))).length;
await own.close();
console.log(JSON.stringify({ backend, step, kills: Number(kills), epochs, steps, differ }));
process.exit(0);
