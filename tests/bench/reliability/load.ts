import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { chainDocument } from '../../engine/documents.ts';
import { tinyNetwork, writeStripes } from '../../engine/tiny.ts';
import { openEngine } from './open-engine.ts';

/*
 * `load.mjs BACKEND STEPS RUNS`: one training of many steps, every event of it taken, with what the process holds on
 * the way; then a list of many runs. Prints one JSON object.
 */

const [, , backend = 'native', steps = '200000', runs = '1000'] = process.argv;
const own = await openEngine(backend);
const { client } = own;
const data = await writeStripes(join(own.folder, 'stripes'), { train: 1600, test: 24 });
const stepsAnEpoch = 100;
const settings = { batchSize: 16, validationSplit: 0, seed: 1 };
const documentOf = (epochs: number): string =>
  serializeDocument(chainDocument(tinyNetwork, { ...settings, epochs }, data));

interface Sample {
  readonly step: number;
  /** Megabytes. */
  readonly resident: number;
  readonly heap: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly handles: number;
  readonly disk: number;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sampleAt(step: number): Promise<Sample> {
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const handles = (await readdir('/proc/self/fd').catch(() => [])).length;
  return {
    step,
    resident: megabytes(rss),
    heap: megabytes(heapUsed),
    external: megabytes(external),
    arrayBuffers: megabytes(arrayBuffers),
    handles,
    disk: megabytes(await sizeOf(join(own.folder, 'runs'))),
  };
}

const ending = (): Promise<string> =>
  new Promise((resolve) => {
    const off = client.on('train.state', ({ state }) => {
      if (!['finished', 'failed', 'diverged'].includes(state)) return;
      off();
      resolve(state);
    });
  });

const samples: Sample[] = [];
let events = 0;
client.on('train.batches', () => void events++);
client.on('train.epoch', ({ record }) => {
  events++;
  if (record.epoch % 100 === 0)
    void sampleAt(record.epoch * stepsAnEpoch).then((sample) => samples.push(sample));
});
const since = performance.now();
const end = ending();
const { run } = await client.call('train.start', {
  document: documentOf(Number(steps) / stepsAnEpoch),
  resume: null,
});
const state = await end;
const seconds = Math.round((performance.now() - since) / 1000);

// As many runs in the folder: copies of a short one, each with an id and a name of its own.
const shortEnd = ending();
const { run: short } = await client.call('train.start', { document: documentOf(3), resume: null });
await shortEnd;
const folder = join(own.folder, 'runs');
for (let at = 0; at < Number(runs) - 2; at++) {
  const id = `${short}-${at}`;
  await cp(join(folder, short), join(folder, id), { recursive: true });
  const record = JSON.parse(await readFile(join(folder, id, 'run.json'), 'utf8'));
  await writeFile(join(folder, id, 'run.json'), JSON.stringify({ ...record, run: id }));
}
const list: number[] = [];
let listed = 0;
for (let time = 0; time < 3; time++) {
  const start = performance.now();
  listed = (await client.call('runs.list', {})).runs.length;
  list.push(Math.round(performance.now() - start));
}
await client.call('runs.delete', { run });
await own.close();
console.log(JSON.stringify({ backend, steps: Number(steps), state, seconds, events, samples, listed, list }));
process.exit(0);
