import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SplitHandle } from '../../src/datasets/dataset.ts';
import { inMemory } from '../../src/datasets/in-memory.ts';
import { exampleBytes, isInMemory } from '../../src/datasets/pixels.ts';
import { datasetCache } from '../../src/datasets/places.ts';
import { openDataset } from '../../src/datasets/registry.ts';
import { shared } from '../../src/datasets/shared.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { planTraining } from '../../src/engine/feeding/batch-plan.ts';
import { feederOpener } from '../../src/engine/feeding/feeder.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { checkDocument, preprocessingOf, readDocument } from '../../src/engine/training/prepare.ts';
import { createClient } from '../../src/protocol/connect.ts';
import { createPair } from '../../src/protocol/pair.ts';
import { serve } from '../../src/protocol/serve.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templateOf } from '../../templates/index.ts';
import { chainDocument } from '../engine/documents.ts';
import { trainInTurns, wayOf } from './turns.ts';

/*
 * `streaming.mjs pace FOLDER TEMPLATE ROUNDS SECONDS`: images per second with the folder's images in memory, as the
 * folder is opened, and as records read from the disk, in turn. `streaming.mjs past FOLDER`: decodes the folder and
 * trains an epoch on it, and says how much memory that took. `streaming.mjs kept`: where decoded data are kept. Each
 * prints one JSON value.
 */

const nothing = (detail: ConstructorParameters<typeof TextError>[0]): never => {
  throw new TextError(detail);
};

/** The same examples as records of a file. */
async function onDisk(split: SplitHandle, path: string): Promise<SplitHandle> {
  if (!isInMemory(split)) return split;
  const { images, ...facts } = split;
  await writeFile(path, images);
  const { size, mtimeMs } = await stat(path);
  return { ...facts, records: { path, start: 0, size, mtimeMs } };
}

async function pace(path: string, id: string, rounds: number, seconds: number): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'convas-streaming-'));
  try {
    const checked = checkDocument(readDocument(templateOf(id)!.text), null);
    const { document, network, settings, target } = checked;
    const { backend } = await openBackend('native');
    const { train: opened } = await openDataset(path);
    const { batchSize, learningRate } = settings;
    const weights = listWeights(network);
    const start = { weights: initialWeights(weights, 1), slots: new Map<string, Float32Array>(), steps: 0 };
    const stepper = openStepper(
      { backend, network, weights, settings, target },
      start,
      [batchSize],
      'compiled',
    );
    const all = Int32Array.from({ length: opened.count }, (_, at) => at);
    const course = planTraining(all, batchSize, { seed: 1, of: '', epochs: 1_000_000 });
    const splits = {
      memory: shared(await inMemory(opened)),
      opened,
      records: await onDisk(opened, join(folder, 'pixels')),
    };
    const ways = Object.values(splits).map((split) => {
      const feeder = feederOpener({ startThread, onFallback: nothing })(preprocessingOf(document, network));
      return { feeder, ...wayOf(feeder.open(split, course)) };
    });
    await trainInTurns(stepper, ways, { learningRate, batchSize, rounds, seconds });
    for (const { feeder } of ways) await feeder.end();
    const [memory, asOpened, records] = ways.map((way) => way.pace);
    return { step: stepper.mode, memory, opened: asOpened, records };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A network that computes little, so that the images are what takes the time. */
const slight = (shape: readonly number[], classes: number) =>
  chainDocument([
    ['input', { shape: [...shape] }, 'image'],
    ['averagePooling2d', { poolSize: [16, 16] }, 'pool'],
    ['flatten', {}, 'flat'],
    ['dense', { units: classes, activation: 'softmax' }, 'answer'],
  ]);

const seconds = (since: number): number => Math.round(performance.now() - since) / 1000;

async function past(path: string): Promise<unknown> {
  const home = await mkdtemp(join(tmpdir(), 'convas-streaming-'));
  const engine = createEngine({ runsFolder: join(home, 'runs') });
  const [near, far] = createPair();
  const end = serve(far, engine.handlers, engine.events);
  const client = createClient(near);
  try {
    const since = performance.now();
    const { train, test, info } = await openDataset(path);
    const decoded = seconds(since);
    const bytes = (train.count + test.count) * exampleBytes(train);
    const memory = { decoding: process.resourceUsage().maxRSS / 1024 };
    const plain = slight(train.shape, info.classes.length);
    const document = {
      ...plain,
      data: { ...plain.data!, dataset: path },
      training: { ...plain.training, batchSize: 32, validationSplit: 0 },
    };
    const ended = new Promise<string>((resolve) => {
      client.on('train.state', ({ state }) => {
        if (['finished', 'stopped', 'diverged', 'failed'].includes(state)) resolve(state);
      });
    });
    const begun = performance.now();
    const { run } = await client.call('train.start', { document: serializeDocument(document) });
    const state = await ended;
    if (state !== 'finished') throw new Error(`the run is ${state}`);
    const { summary } = await client.call('runs.get', { run });
    return {
      images: train.count + test.count,
      gigabytes: bytes / 1e9,
      decodedIn: decoded,
      trainedIn: seconds(begun),
      imagesPerSecond: summary.epochs.map(({ imagesPerSecond }) => Math.round(imagesPerSecond)),
      megabytes: { decoding: memory.decoding, all: process.resourceUsage().maxRSS / 1024 },
    };
  } finally {
    client.close();
    end();
    await engine.close();
    await rm(home, { recursive: true, force: true });
  }
}

const [what = '', path = '', template = 'cifar10-cnn', rounds = '7', each = '3'] = process.argv.slice(2);
const modes: Readonly<Record<string, () => unknown>> = {
  past: () => past(path),
  kept: () => datasetCache('prepared'),
  pace: () => pace(path, template, Number(rounds), Number(each)),
};
const result = await modes[what]!();
console.log(JSON.stringify(result));
process.exit(0);
