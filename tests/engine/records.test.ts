import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RecordSplit, SplitHandle } from '../../src/datasets/dataset.ts';
import { shared } from '../../src/datasets/shared.ts';
import { countBatches, planTraining } from '../../src/engine/feeding/batch-plan.ts';
import { type Feeder, feederOpener } from '../../src/engine/feeding/feeder.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { Preprocessing } from '../../src/preprocessing/pipeline.ts';
import { sentence } from '../../src/text/message.ts';
import { between } from './feeders.ts';

const count = 101;
const side = 9;
const draw = createGenerator(6, 'records');
const whole = shared({
  count,
  shape: [side, side, 3],
  images: Uint8Array.from({ length: count * side * side * 3 }, () => draw.below(256)),
  labels: Int32Array.from({ length: count }, () => draw.below(500)),
});
const preprocessing: Preprocessing = { inputShape: [12, 12, 3], steps: imageSteps('resize', 'zero-one') };
const examples = Int32Array.from({ length: 90 }, (_, at) => (at * 19) % count);
const course = planTraining(examples, 8, { seed: 3, of: '', epochs: 5 });

let folder: string;
let onDisk: RecordSplit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-records-'));
  const path = join(folder, 'pixels');
  await writeFile(path, whole.images);
  const { size, mtimeMs } = await stat(path);
  const { images: _pixels, ...facts } = whole;
  onDisk = { ...facts, records: { path, start: 0, size, mtimeMs } };
});
afterAll(() => rm(folder, { recursive: true }));

const opened: Feeder[] = [];
afterEach(async () => {
  for (const feeder of opened.splice(0)) await feeder.end();
});

async function taken(feeder: Feeder, split: SplitHandle, pause: number) {
  opened.push(feeder);
  const feed = feeder.open(split, course);
  const batches = [];
  for (let at = 0; at < countBatches(course); at++) {
    if (at % 4 === 0) await sleep(pause);
    const { count: size, x, labels } = await feed.next();
    batches.push({ x: x.slice(0, size * 12 * 12 * 3), labels: labels.slice(0, size) });
  }
  const { ahead } = feed;
  feed.close();
  return { batches, ahead };
}

describe('a split whose pixels are in a file', () => {
  it('gives the batches that it gives in memory, bit for bit, made by the thread and between the steps', async () => {
    const notes: string[] = [];
    const open = feederOpener({ startThread, onFallback: (message) => notes.push(sentence(message)) });
    const expected = (await taken(between(preprocessing), whole, 0)).batches;
    expect((await taken(between(preprocessing), onDisk, 0)).batches).toEqual(expected);
    const ahead = await taken(open(preprocessing), onDisk, 30);
    expect(ahead.batches).toEqual(expected);
    expect(ahead.ahead).toBeGreaterThan(0);
    expect(notes).toEqual([]);
  });

  it('is refused, naming the file, where the file has gone', () => {
    const { path } = onDisk.records;
    const gone = { ...onDisk, records: { ...onDisk.records, path: `${path}-gone` } };
    expect(() => between(preprocessing).open(gone, course)).toThrow(`${path}-gone could not be read`);
  });
});
