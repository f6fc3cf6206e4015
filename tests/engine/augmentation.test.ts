import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { shared } from '../../src/datasets/shared.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import {
  type BatchPlan,
  countBatches,
  planSinglePass,
  planTraining,
} from '../../src/engine/feeding/batch-plan.ts';
import { type Feeder, feederOpener } from '../../src/engine/feeding/feeder.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { runRecordSchema } from '../../src/engine/runs/run-record.ts';
import { readText } from '../../src/files/read.ts';
import { preprocessingSchema } from '../../src/preprocessing/schema.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, exportModel, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

const random = [
  { step: 'flip' },
  { step: 'rotate' },
  { step: 'elastic', params: { sigma: 1 } },
  { step: 'color' },
  { step: 'noise' },
  { step: 'cutout' },
];

const count = 23;
const shape = [6, 6, 3] as const;
const draw = createGenerator(5, 'augmentation');
const split = shared({
  count,
  shape,
  images: Uint8Array.from({ length: count * 108 }, () => draw.below(256)),
  labels: Int32Array.from({ length: count }, (_, at) => at),
});
const preprocessing = {
  inputShape: shape,
  steps: preprocessingSchema.parse([...random, { step: 'rescale' }]),
};
const all = Int32Array.from({ length: count }, (_, at) => at);

const feeders: Feeder[] = [];
afterEach(async () => {
  for (const feeder of feeders.splice(0)) await feeder.end();
});

function feederWith(thread: boolean): Feeder {
  const open = feederOpener({ startThread: thread ? startThread : null, onFallback: () => {} });
  const feeder = open(preprocessing);
  feeders.push(feeder);
  return feeder;
}

/** Each example of a course as it was given out, by epoch. */
async function examplesOf(course: BatchPlan, thread = false): Promise<Map<string, Float32Array>> {
  const feed = feederWith(thread).open(split, course);
  const seen = new Map<string, Float32Array>();
  const perEpoch = Math.ceil(course.examples.length / course.batchSize);
  for (let at = 0; at < countBatches(course); at++) {
    const { count: size, x, labels } = await feed.next();
    const epoch = course.from.epoch + Math.floor((course.from.batch + at) / perEpoch);
    for (let i = 0; i < size; i++) seen.set(`${epoch}/${labels[i]}`, x.slice(i * 108, (i + 1) * 108));
  }
  feed.close();
  return seen;
}

describe('random steps in the batches of a course', () => {
  const whole = planTraining(all, 4, { seed: 3, of: '', epochs: 3 });

  it('make the same bits in the thread and without it', async () => {
    expect(await examplesOf(whole, true)).toEqual(await examplesOf(whole));
  });

  it('make the same bits where a course begins in the middle, and in batches of another size', async () => {
    const expected = await examplesOf(whole);
    const rest = planTraining(all, 4, { seed: 3, of: '', epochs: 3, from: { epoch: 2, batch: 3 } });
    for (const [key, values] of await examplesOf(rest)) expect(values).toEqual(expected.get(key));
    expect(await examplesOf({ ...whole, batchSize: 7 })).toEqual(expected);
  });

  it('make others in each epoch and of each seed', async () => {
    const one = await examplesOf(whole);
    const other = await examplesOf(planTraining(all, 4, { seed: 4, of: '', epochs: 1 }));
    for (const example of all) {
      expect(one.get(`2/${example}`)).not.toEqual(one.get(`1/${example}`));
      expect(other.get(`1/${example}`)).not.toEqual(one.get(`1/${example}`));
    }
  });

  it('take no part in what is evaluated', async () => {
    const seen = await examplesOf(planSinglePass(all, 4));
    for (const example of all) {
      const pixels = split.images.subarray(example * 108, (example + 1) * 108);
      expect(seen.get(`1/${example}`)).toEqual(Float32Array.from(pixels, (byte) => byte / 255));
    }
  });
});

describe('a run with steps that learn from the training split', () => {
  let bench: Bench | null = null;
  afterEach(async () => {
    await bench?.close();
    bench = null;
  });

  it('records what they learned, predicts and exports with it, and keeps its document as it was', async () => {
    bench = await openBench();
    const { client, folder } = bench;
    const data = await writeStripes(join(folder, 'stripes'));
    const plain = chainDocument(tinyNetwork, { epochs: 1, batchSize: 4, validationSplit: 0.2 }, data);
    const steps = [{ step: 'pad' }, { step: 'flip' }, { step: 'standardize' }];
    const document = serializeDocument({
      ...plain,
      data: { ...plain.data!, preprocessing: preprocessingSchema.parse(steps) },
    });
    const end = ending(client);
    const { run } = await client.call('train.start', { document });
    expect((await end).state).toBe('finished');
    const record = runRecordSchema.parse(JSON.parse(await readText(join(folder, 'runs', run, 'run.json'))));
    const learned = record.fitted?.[2]?.params as { mean: number[]; std: number[] };
    expect(learned.mean).toHaveLength(1);
    expect(learned.mean[0]).toBeGreaterThan(0);
    expect(learned.std[0]).toBeGreaterThan(0);
    expect((await client.call('runs.get', { run })).document).toBe(document);
    const { files } = await exportModel(client, run, false);
    const model = files.find(({ name }) => name === 'model.json')!;
    const { userDefinedMetadata } = JSON.parse(new TextDecoder().decode(model.bytes));
    const detail = userDefinedMetadata.convas.input.preprocessing;
    expect(detail.map(({ step }: { step: string }) => step)).toEqual(['pad', 'standardize']);
    expect(detail[1].params).toEqual(record.fitted?.[2]?.params);
  });
});

it('a run mixes its training examples, and is evaluated on whole ones', async () => {
  const bench = await openBench();
  try {
    const { client, folder } = bench;
    const data = await writeStripes(join(folder, 'stripes'));
    const plain = chainDocument(tinyNetwork, { epochs: 2, batchSize: 4, validationSplit: 0.2 }, data);
    const steps = [...plain.data!.preprocessing, { step: 'mixup', params: { alpha: 1 } }, { step: 'cutmix' }];
    const document = serializeDocument({
      ...plain,
      data: { ...plain.data!, preprocessing: preprocessingSchema.parse(steps) },
    });
    const notes: unknown[] = [];
    client.on('engine.note', (note) => notes.push(note));
    const end = ending(client);
    const { run } = await client.call('train.start', { document });
    expect([(await end).state, notes]).toEqual(['finished', []]);
    const { summary } = await client.call('runs.get', { run });
    for (const { loss, valLoss } of summary.epochs) expect(loss > 0 && valLoss! > 0).toBe(true);
    const { accuracy } = await client.call('runs.evaluate', { run });
    expect(accuracy).toBeGreaterThanOrEqual(0);
  } finally {
    await bench.close();
  }
});

describe('examples that are mixed', () => {
  const steps = preprocessingSchema.parse([{ step: 'mixup', params: { alpha: 1 } }, { step: 'cutmix' }]);
  const course = { ...planTraining(all, 4, { seed: 3, of: '', epochs: 2, mixes: true }) };
  const batchesOf = async (plan: BatchPlan, thread: boolean) => {
    const feeder = feederOpener({ startThread: thread ? startThread : null, onFallback: () => {} })({
      inputShape: shape,
      steps,
    });
    feeders.push(feeder);
    const feed = feeder.open(split, plan);
    const found = [];
    for (let at = 0; at < countBatches(plan); at++) {
      const { count: size, x, labels } = await feed.next();
      found.push({ x: x.slice(0, size * 108), labels: labels.slice(0, size * 3) });
    }
    feed.close();
    return found;
  };

  it('are the same bits in the thread, without it, and from the middle on', async () => {
    const expected = await batchesOf(course, false);
    expect(await batchesOf(course, true)).toEqual(expected);
    const rest = planTraining(all, 4, {
      seed: 3,
      of: '',
      epochs: 2,
      mixes: true,
      from: { epoch: 2, batch: 1 },
    });
    expect(await batchesOf(rest, false)).toEqual(expected.slice(7));
  });

  it('are told by both classes and the share of the first', async () => {
    for (const { labels } of await batchesOf(course, false)) {
      for (let at = 0; at < labels.length; at += 3) {
        expect(labels[at]).toBeLessThan(count);
        expect(labels[at + 1]).toBeLessThan(count);
        expect(labels[at + 2]! >= 0 && labels[at + 2]! <= 1).toBe(true);
      }
    }
  });
});
