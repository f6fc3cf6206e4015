import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { loadDataset } from '../../src/datasets/registry.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createGenerator, permutation } from '../../src/engine/random/generator.ts';
import { checkDocument, divide, readDocument } from '../../src/engine/training/prepare.ts';
import { sentence } from '../../src/text/message.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
let data = '';
beforeAll(async () => {
  bench = await openBench({ backend: 'cpu', startThread: null });
  data = await writeStripes(join(bench.folder, 'stripes'));
});
afterAll(() => bench.close());

const documentOf = (epochs: number): string =>
  serializeDocument(
    chainDocument(tinyNetwork, { epochs, batchSize: 20, validationSplit: 0.2, seed: 3 }, data),
  );

const parts = async (draw?: 'random' | 'stratified') => {
  const dataset = await loadDataset(data);
  const { train, validation } = divide(dataset, checkDocument(readDocument(documentOf(1)), null), draw);
  const count = (places: Int32Array) => {
    const counts = [0, 0, 0, 0];
    for (const at of places) counts[dataset.train.labels[at]!]!++;
    return counts;
  };
  return { train, validation, held: count(validation), left: count(train) };
};

async function train(document: string, resume: string | null = null) {
  const end = ending(bench.client);
  const { run } = await bench.client.call('train.start', { document, resume });
  expect((await end).state).toBe('finished');
  return run;
}
const recordFile = (run: string): string => join(bench.folder, 'runs', run, 'run.json');

it('a class too small to reach the test split is told of when a training starts, once', async () => {
  const folder = join(bench.folder, 'small');
  await mkdir(folder);
  const labels = [...Array(36).keys()].map((at) => (at < 33 ? at % 3 : 3));
  const pixels = Uint8Array.from({ length: 36 * 64 }, (_, at) => at % 256);
  await writeFile(join(folder, 'train-images-idx3-ubyte'), encodeIdx([36, 8, 8], pixels));
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), encodeIdx([36], Uint8Array.from(labels)));
  const notes: string[] = [];
  const off = bench.client.on('engine.note', ({ message }) => notes.push(sentence(message)));
  const document = serializeDocument(chainDocument(tinyNetwork, { epochs: 1, batchSize: 10 }, folder));
  for (let time = 0; time < 2; time++) await train(document);
  off();
  expect(notes).toEqual([expect.stringMatching(/^"3" has fewer than 5 examples, so none could be held out/)]);
  expect((await loadDataset(folder)).info.notices!.map((notice) => sentence(notice))).toEqual(notes);
});

it('data that have a validation split are validated on that, and trained on whole', async () => {
  const folder = join(bench.folder, 'own');
  for (const [part, each] of Object.entries({ train: 12, val: 5, test: 3 })) {
    for (let at = 0; at < 4 * each; at++) {
      const data = Uint8Array.from({ length: 64 }, (_, pixel) => (pixel * (at + 3)) % 256);
      await mkdir(join(folder, part, String(at % 4)), { recursive: true });
      const png = encodePng({ height: 8, width: 8, channels: 1, data });
      await writeFile(join(folder, part, String(at % 4), `${at}.png`), png);
    }
  }
  const dataset = await loadDataset(folder);
  const checked = checkDocument(readDocument(documentOf(1)), null);
  const { train: trained, validation } = divide(dataset, checked);
  expect([trained.length, validation.length, dataset.validation!.count]).toEqual([48, 20, 20]);
  const run = await train(
    serializeDocument(chainDocument(tinyNetwork, { epochs: 1, batchSize: 10, validationSplit: 0 }, folder)),
  );
  const { summary } = await bench.client.call('runs.get', { run });
  expect(summary.epochs[0]!.valLoss).toBeGreaterThan(0);
});

describe('the validation split of a run', () => {
  it('has the classes in the proportions that the data have them', async () => {
    const { train: left, validation, held, left: kept } = await parts();
    expect([...left, ...validation].sort((a, b) => a - b)).toEqual([...Array(108).keys()]);
    // 22 of 108: 5.5 of each of four classes.
    expect([...held].sort()).toEqual([5, 5, 6, 6]);
    expect(kept.map((count, label) => count + held[label]!)).toEqual([27, 27, 27, 27]);
  });

  it('stays as it was drawn where a run from before is resumed', async () => {
    const order = permutation(108, createGenerator(3, 'validation'));
    expect((await parts('random')).validation).toEqual(order.slice(0, 22).sort());

    const run = await train(documentOf(1));
    const record = JSON.parse(await readFile(recordFile(run), 'utf8')) as Record<string, unknown>;
    expect(record['validationDraw']).toBe('stratified');
    const { validationDraw: _none, ...before } = record;
    await writeFile(recordFile(run), JSON.stringify(before));
    await train(documentOf(2), run);
    expect(JSON.parse(await readFile(recordFile(run), 'utf8'))).toMatchObject({ validationDraw: 'random' });
  });
});
