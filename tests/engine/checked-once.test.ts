import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { analyze } from '../../src/network/analyze.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

/** A document is parsed and analyzed once for each text that arrives, not once for each question that is asked of it. */

vi.mock('../../src/document/parse.ts', async (original) => {
  const real = await original<{ parseDocument: typeof parseDocument }>();
  return { ...real, parseDocument: vi.fn(real.parseDocument) };
});
vi.mock('../../src/network/analyze.ts', async (original) => {
  const real = await original<{ analyze: typeof analyze }>();
  return { ...real, analyze: vi.fn(real.analyze) };
});

let bench: Bench;
let data: string;
beforeEach(async () => {
  bench = await openBench();
  data = await writeStripes(join(bench.folder, 'stripes'));
});
afterEach(() => bench.close());

const document = (epochs: number): string =>
  serializeDocument(chainDocument(tinyNetwork, { batchSize: 8, epochs }, data));

/** What some work takes, until its run has ended. */
async function counted<T>(work: () => Promise<T>) {
  vi.mocked(parseDocument).mockClear();
  vi.mocked(analyze).mockClear();
  const end = ending(bench.client);
  const result = await work();
  await end;
  const count = {
    parses: vi.mocked(parseDocument).mock.calls.length,
    analyses: vi.mocked(analyze).mock.calls.length,
  };
  return { result, count };
}

it('a new run parses and analyzes its document once', async () => {
  const { client } = bench;
  const text = document(1);
  const started = await counted(() => client.call('train.start', { document: text }));
  expect(started.count).toEqual({ parses: 1, analyses: 1 });

  // Resumed with more epochs, its document is compared with the one that the run was begun with.
  const { run } = started.result;
  const resumed = await counted(() => client.call('train.start', { document: document(2), resume: run }));
  expect(resumed.count).toEqual({ parses: 2, analyses: 2 });
});

it('a queued run parses it once when it is added, and once when it begins', async () => {
  const { count } = await counted(() => bench.client.call('queue.add', { document: document(1) }));
  expect(count).toEqual({ parses: 2, analyses: 2 });
});
