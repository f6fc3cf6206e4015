import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createBatcher } from '../../src/datasets/batcher.ts';
import { shared } from '../../src/datasets/shared.ts';
import {
  type BatchPlan,
  countBatches,
  planSinglePass,
  planTraining,
} from '../../src/engine/feeding/batch-plan.ts';
import { type Feeder, feederOpener } from '../../src/engine/feeding/feeder.ts';
import { type StartThread, startThread } from '../../src/engine/feeding/start-thread.ts';
import { createGenerator, permutation } from '../../src/engine/random/generator.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { Preprocessing } from '../../src/preprocessing/pipeline.ts';
import { sentence } from '../../src/text/message.ts';
import { between } from './feeders.ts';

const count = 47;
const side = 6;

const draw = createGenerator(5, 'feeding');
const split = shared({
  count,
  shape: [side, side, 3],
  images: Uint8Array.from({ length: count * side * side * 3 }, () => draw.below(256)),
  labels: Int32Array.from({ length: count }, () => draw.below(9)),
});
/** Some of the split, in an order of their own. */
const examples = Int32Array.from({ length: 41 }, (_, at) => (at * 17) % count);

const fits: Readonly<Record<string, Preprocessing>> = {
  padded: { inputShape: [9, 8, 3], steps: imageSteps('pad', 'zero-one') },
  resized: { inputShape: [13, 11, 3], steps: imageSteps('resize', 'minus-one-one') },
  'made gray': { inputShape: [side, side, 1], steps: imageSteps('pad', 'lecun') },
};

const courses: Readonly<Record<string, BatchPlan>> = {
  'three epochs, the last batch of each smaller': planTraining(examples, 6, { seed: 3, of: '', epochs: 3 }),
  'from the middle of an epoch': planTraining(examples, 6, {
    ...{ seed: 3, of: '', epochs: 4 },
    from: { epoch: 2, batch: 5 },
  }),
  'from the end of an epoch': planTraining(examples, 6, {
    ...{ seed: 3, of: '', epochs: 3 },
    from: { epoch: 2, batch: 7 },
  }),
  'whole batches only': { ...planTraining(examples, 6, { seed: 4, of: 'x/', epochs: 3 }), wholeOnly: true },
  'once through as they stand': planSinglePass(examples, 4),
};

/** The batches as they are without a feeder: indices of an epoch in order, in slices. */
function expectedOf(batchPlan: BatchPlan, preprocessing: Preprocessing) {
  const batcher = createBatcher(split, preprocessing);
  const batches = [];
  for (let epoch = batchPlan.from.epoch; epoch <= batchPlan.epochs; epoch++) {
    const order = batchPlan.shuffle
      ? Array.from(
          permutation(41, createGenerator(batchPlan.shuffle.seed, `${batchPlan.shuffle.of}shuffle/${epoch}`)),
          (place) => examples[place]!,
        )
      : [...batchPlan.examples];
    const begin = epoch === batchPlan.from.epoch ? batchPlan.from.batch * batchPlan.batchSize : 0;
    for (let at = begin; at < order.length; at += batchPlan.batchSize) {
      const indices = order.slice(at, at + batchPlan.batchSize);
      if (batchPlan.wholeOnly && indices.length < batchPlan.batchSize) continue;
      const x = new Float32Array(indices.length * batcher.exampleSize);
      batcher.fill(indices, x);
      batches.push({ x, labels: indices.map((index) => split.labels[index]!) });
    }
  }
  return batches;
}

const opened: Feeder[] = [];
afterEach(async () => {
  for (const feeder of opened.splice(0)) await feeder.end();
});

function openFeeder(preprocessing: Preprocessing, start: StartThread = startThread) {
  const notes: string[] = [];
  const workers: Worker[] = [];
  const feeder = feederOpener({
    startThread: (bell) => {
      const worker = start(bell);
      workers.push(worker);
      return worker;
    },
    onFallback: (message) => notes.push(sentence(message)),
  })(preprocessing);
  opened.push(feeder);
  return { feeder, notes, worker: workers[0]! };
}

/** Resolves when the thread makes batches. */
async function awake(feeder: Feeder): Promise<void> {
  const feed = feeder.open(split, planTraining(examples, 2, { seed: 1, of: '', epochs: 10_000 }));
  while (feed.ahead === 0) {
    await feed.next();
    await sleep(5);
  }
  feed.close();
}

/** All batches of a course, copied. @param before called before each is asked for */
async function taken(
  feeder: Feeder,
  batchPlan: BatchPlan,
  preprocessing: Preprocessing,
  before: (at: number) => unknown = () => undefined,
) {
  const { exampleSize } = createBatcher(split, preprocessing);
  const feed = feeder.open(split, batchPlan);
  const batches = [];
  for (let at = 0; at < countBatches(batchPlan); at++) {
    await before(at);
    const { count: size, x, labels } = await feed.next();
    batches.push({ x: x.slice(0, size * exampleSize), labels: [...labels.subarray(0, size)] });
  }
  await expect(feed.next()).rejects.toThrow(RangeError);
  feed.close();
  return { batches, ahead: feed.ahead };
}

const exit = (worker: Worker): Promise<void> =>
  new Promise((resolve) => worker.once('exit', () => resolve()));

describe.each(Object.entries(fits))('batches %s', (_, preprocessing) => {
  it.each(Object.entries(courses))('are the same with a thread and without: %s', async (__, batchPlan) => {
    const expected = expectedOf(batchPlan, preprocessing);
    expect(countBatches(batchPlan)).toBe(expected.length);
    const { feeder, notes } = openFeeder(preprocessing);
    await awake(feeder);
    // The thread is given time to be ahead, up to a full ring.
    const ahead = await taken(feeder, batchPlan, preprocessing, (at) => sleep(at % 4 === 0 ? 15 : 0));
    expect(ahead.batches).toEqual(expected);
    expect(ahead.ahead).toBeGreaterThan(0);
    const own = await taken(between(preprocessing), batchPlan, preprocessing);
    expect(own).toEqual({ batches: expected, ahead: 0 });
    expect(notes).toEqual([]);
  });
});

describe('the thread', () => {
  const preprocessing = fits['resized']!;
  const batchPlan = planTraining(examples, 6, { seed: 3, of: '', epochs: 4 });
  const expected = expectedOf(batchPlan, preprocessing);

  it('is ahead in several courses at once', async () => {
    const { feeder } = openFeeder(preprocessing);
    await awake(feeder);
    const outer = feeder.open(split, batchPlan);
    let within = 0;
    for (let epoch = 0; epoch < 4; epoch++) {
      for (let at = 0; at < 7; at++) {
        const { count: size, labels } = await outer.next();
        expect([...labels.subarray(0, size)]).toEqual(expected[7 * epoch + at]!.labels);
      }
      const inner = planSinglePass(
        examples.map((_, at) => examples[(at + 5 * epoch) % 41]!),
        4,
      );
      const { batches, ahead } = await taken(feeder, inner, preprocessing, () => sleep(2));
      expect(batches).toEqual(expectedOf(inner, preprocessing));
      within += ahead;
    }
    expect(within).toBeGreaterThan(0);
    expect(outer.ahead).toBeGreaterThan(0);
  });

  it('that ends midway leaves the rest to who asks, to the same bits, and it is told once', async () => {
    const { feeder, notes, worker } = openFeeder(preprocessing);
    await awake(feeder);
    const gone = exit(worker);
    const { batches } = await taken(feeder, batchPlan, preprocessing, (at) => {
      if (at === 9) void worker.terminate();
      return sleep(1);
    });
    await gone;
    expect(batches).toEqual(expected);
    expect(notes).toEqual([expect.stringMatching(/thread .* has ended. From now on .* between the steps/)]);
    expect((await taken(feeder, batchPlan, preprocessing)).batches).toEqual(expected);
  });

  it('that ends while it makes the very batch that is waited for holds nobody up', async () => {
    // It claims every batch and makes none.
    const idle = `
      const { parentPort } = require('node:worker_threads');
      parentPort.once('message', ({ memory }) => {
        Atomics.store(new Int32Array(memory.state), 0, 1_000_000);
        parentPort.postMessage('claimed');
        setTimeout(() => process.exit(), 200);
      });`;
    const { feeder, notes, worker } = openFeeder(preprocessing, () => new Worker(idle, { eval: true }));
    const claimed = once(worker, 'message');
    const { batches, ahead } = await taken(feeder, batchPlan, preprocessing, (at) => at === 0 && claimed);
    expect(batches).toEqual(expected);
    expect(ahead).toBe(0);
    expect(notes).toHaveLength(1);
  });

  it.each<[string, StartThread]>([
    ['cannot be loaded', () => new Worker(new URL('file:///nowhere/thread.cjs'))],
    ['breaks', () => new Worker('throw new Error("no thread here")', { eval: true })],
    [
      'cannot be started',
      () => {
        throw new Error('no thread here');
      },
    ],
  ])('that %s is done without, and it is told', async (_, start) => {
    const { feeder, notes } = openFeeder(preprocessing, start);
    const { batches, ahead } = await taken(feeder, batchPlan, preprocessing, () => sleep(10));
    expect(batches).toEqual(expected);
    expect(ahead).toBe(0);
    expect(notes).toEqual([expect.stringMatching(/no thread here|Cannot find module/)]);
  });

  it('ends when it is told to, asleep or at work, without a word', async () => {
    for (const open of [false, true]) {
      const { feeder, notes, worker } = openFeeder(preprocessing);
      await awake(feeder);
      if (open) feeder.open(split, planTraining(examples, 2, { seed: 1, of: '', epochs: 10_000 }));
      const gone = exit(worker);
      await feeder.end();
      await gone;
      expect(notes).toEqual([]);
    }
  });

  it('makes the batches of one batchPlan in the memory of another, once that is closed and left', async () => {
    const { feeder } = openFeeder(preprocessing);
    const ringPool = new Set<ArrayBufferLike>();
    for (;;) {
      const feed = feeder.open(split, planSinglePass(examples, 4));
      const { buffer } = (await feed.next()).x;
      const beside = feeder.open(split, planSinglePass(examples, 4));
      expect((await beside.next()).x.buffer).not.toBe(buffer);
      for (const each of [feed, beside]) each.close();
      if (ringPool.has(buffer)) break;
      ringPool.add(buffer);
      await sleep(5);
    }
  });

  it('reads the same bytes: none are copied for it', async () => {
    expect(shared(split)).toBe(split);
    const { feeder } = openFeeder(preprocessing);
    await awake(feeder);
    const writable = shared({ ...split, images: split.images.slice() });
    const once = planSinglePass(examples, 41);
    const before = feeder.open(writable, once);
    const first = (await before.next()).x.slice();
    writable.images.fill(0);
    expect(new Set(first).size).toBeGreaterThan(2);
    let ahead = 0;
    while (ahead === 0) {
      const after = feeder.open(writable, once);
      await sleep(20);
      expect(new Set((await after.next()).x)).toEqual(new Set([-1]));
      ({ ahead } = after);
    }
  });
});
