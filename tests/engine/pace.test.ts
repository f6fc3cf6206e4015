import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { analyze } from '../../src/network/analyze.ts';
import { epochTime } from '../../src/network/time/epoch.ts';
import { testBackend, usualMode } from '../support/backend.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const documentOf = (batchSize: number) =>
  chainDocument(smallConvnet, { batchSize, epochs: 1, validationSplit: 0.1 });
const textOf = (batchSize: number) => serializeDocument(documentOf(batchSize));
/** Another network. */
const other = (epochs: number) =>
  serializeDocument(chainDocument([smallConvnet[0]!, ...smallConvnet.slice(3)], { epochs }));

it('a speed is measured once, kept, and corrected by what runs of the network took', {
  timeout: 240_000,
}, async () => {
  const { client, folder } = bench;
  const document = textOf(64);
  expect(await client.call('engine.pace', { document, measure: false })).toEqual({ speed: null, past: null });

  // A run comes first: it waits for no measurement, and no one is made to wait for it.
  const end = ending(client);
  const { run } = await client.call('train.start', { document: other(1000) });
  expect(await client.call('engine.pace', { document, measure: true })).toEqual({ speed: null, past: null });
  await client.call('train.stop', { run });
  await end;

  const { speed, past } = await client.call('engine.pace', { document, measure: true });
  expect(past).toBeNull();
  expect(speed!.seconds['convolutionMacs']).toBeGreaterThan(0);
  const kept = JSON.parse(await readFile(join(folder, 'speed.json'), 'utf8'));
  expect(kept.entries).toMatchObject([{ backend: testBackend, step: usualMode, speed }]);

  const finished = ending(client);
  const trained = await client.call('train.start', { document });
  await finished;
  const { summary } = await client.call('runs.get', { run: trained.run });
  const { imagesPerSecond } = summary.epochs[0]!;
  const after = await client.call('engine.pace', { document, measure: false });
  expect(after.speed).toEqual(speed);
  expect(after.past!.runs).toBe(1);

  const { network } = analyze(documentOf(64), null);
  const size = { batchSize: 64, optimizerSlots: 2, examples: 6400, heldOut: 0 };
  const corrected = epochTime(network!, size, speed!, after.past);
  expect(corrected.seconds).toBeCloseTo(6400 / imagesPerSecond, 6);
  // The speed alone, on a machine that others use too, is of the right order.
  const { seconds } = epochTime(network!, size, speed!, null);
  expect(seconds).toBeGreaterThan(corrected.seconds / 20);
  expect(seconds).toBeLessThan(corrected.seconds * 20);
  // Runs of the network with another batch correct it too; those of another network do not.
  expect((await client.call('engine.pace', { document: textOf(32), measure: false })).past!.runs).toBe(1);
  expect((await client.call('engine.pace', { document: other(1), measure: false })).past).toBeNull();
});

it('another process reads what was kept; a file that cannot be read is measured anew', async () => {
  const runsFolder = join(bench.folder, 'runs');
  const next = await openBench({ runsFolder });
  const document = textOf(64);
  expect((await next.client.call('engine.pace', { document, measure: false })).speed).not.toBeNull();
  await next.close();
  await writeFile(join(bench.folder, 'speed.json'), '{"format":"convas-speed","version":1,"entries":[{');
  const last = await openBench({ runsFolder });
  expect((await last.client.call('engine.pace', { document, measure: false })).speed).toBeNull();
  await last.close();
});
