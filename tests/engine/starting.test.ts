import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EventData } from '../../src/protocol/events.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

/** One run's end and the next one's beginning, in every order in which a face can ask for them. */

type Report = { readonly run: string; readonly what: string };

let bench: Bench;
let data: string;
/** Everything the engine told, in order. */
let detail: Report[];
let steps: Map<string, number[]>;
beforeEach(async () => {
  bench = await openBench();
  data = await writeStripes(join(bench.folder, 'stripes'));
  detail = [];
  steps = new Map();
  const { client } = bench;
  client.on('train.state', ({ run, state }) => detail.push({ run, what: state }));
  client.on('train.epoch', ({ run }) => detail.push({ run, what: 'epoch' }));
  client.on('train.batches', (report) => {
    detail.push({ run: report.run, what: 'batches' });
    steps.set(report.run, [...(steps.get(report.run) ?? []), ...report.steps]);
  });
});
afterEach(() => bench.close());

const text = (training: Partial<TrainingSettings> = {}): string =>
  serializeDocument(chainDocument(tinyNetwork, { batchSize: 8, ...training }, data));
const start = (document: string, resume: string | null = null) =>
  bench.client.call('train.start', { document, resume }).then(({ run }) => run);
const stop = (run: string) => bench.client.call('train.stop', { run });

/** Resolves with the first such event, in the very turn in which the engine tells it. */
const hears = <N extends 'train.state' | 'train.batches' | 'train.epoch'>(
  name: N,
  is: (data: EventData<N>) => boolean,
): Promise<EventData<N>> =>
  new Promise((resolve) => {
    const off = bench.client.on(name, (data) => {
      if (!is(data)) return;
      off();
      resolve(data);
    });
  });
const reaches = (state: string) => hears('train.state', (event) => event.state === state);
const ends = (run: Promise<string> | string) =>
  Promise.resolve(run).then(async (id) =>
    hears('train.state', (e) => e.run === id && e.state === 'finished'),
  );

/** The first run's last word comes before the second one's first. */
function expectInOrder(first: string, second: string): void {
  const last = detail.findLastIndex(({ run }) => run === first);
  const begins = detail.findIndex(({ run }) => run === second);
  expect(detail[last]!.what).toMatch(/stopped|finished/);
  expect(detail[begins]!.what).toBe('preparing');
  expect(begins).toBeGreaterThan(last);
}

describe('a run started while the one before it ends', () => {
  it.each([
    ['running', () => reaches('running')],
    ['preparing', () => reaches('preparing')],
    ['validating', () => hears('train.batches', ({ batch, batches }) => batch === batches)],
    ['after its first epoch', () => hears('train.epoch', () => true)],
  ])('waits for the stop, then trains to its end: stopped while %s', async (_name, moment) => {
    const heard = moment();
    const first = await start(text({ epochs: 5000 }));
    await heard;
    const stopping = stop(first);
    const second = start(text());
    await stopping;
    await ends(second);
    expectInOrder(first, await second);
    const { runs } = await bench.client.call('runs.list', {});
    expect(runs.find(({ run }) => run === first)?.state ?? 'stopped').toBe('stopped');
    expect(runs.find(({ run }) => run !== first)).toMatchObject({
      state: 'finished',
      epochs: [{ epoch: 1 }],
    });
  });

  it('starts in the turn in which the end is told, and goes on with the same run from its very last step', async () => {
    const running = hears('train.batches', () => true);
    const first = await start(text({ epochs: 5000 }));
    await running;
    const stopped = reaches('stopped').then(() => start(text({ epochs: 1 })));
    await stop(first);
    const second = await stopped;
    await ends(second);
    expectInOrder(first, second);

    const again = start(text({ epochs: 2 }), first);
    await hears('train.batches', ({ run }) => run === first);
    const cut = stop(first);
    const onceMore = start(text({ epochs: 2 }), first);
    await cut;
    expect(await again).toBe(first);
    await ends(onceMore);
    const taken = steps.get(first)!;
    expect(taken).toEqual(Array.from({ length: taken.length }, (_, at) => at + 1));
  });

  it('is refused while the other trains, or while another is being started', async () => {
    const first = start(text());
    await expect(start(text())).rejects.toMatchObject({ code: 'busy' });
    const run = await first;
    await expect(start(text())).rejects.toMatchObject({ code: 'busy' });
    const end = ending(bench.client);
    await stop(run);
    await end;
  });

  it('does not start when nobody waits for it any more', async () => {
    const running = reaches('running');
    const first = await start(text({ epochs: 5000 }));
    await running;
    const stopped = reaches('stopped');
    const stopping = stop(first);
    const pending = bench.client.call('train.start', { document: text() });
    pending.cancel();
    await expect(pending).rejects.toMatchObject({ code: 'canceled' });
    await stopping;
    await stopped;
    expect((await bench.client.call('runs.list', {})).runs).toHaveLength(1);
    await ends(start(text()));
  });
});

it('a run that is stopped in its last test goes on with that test', async () => {
  const { client } = bench;
  const epoch = hears('train.epoch', () => true);
  const end = ending(client);
  const run = await start(text());
  await epoch;
  await stop(run);
  expect((await end).state).toBe('stopped');
  expect((await client.call('runs.get', { run })).summary.test).toBeNull();
  const finished = ending(client);
  await start(text(), run);
  expect((await finished).state).toBe('finished');
  const { summary } = await client.call('runs.get', { run });
  const { accuracy } = await client.call('runs.evaluate', { run });
  expect(summary.test!.accuracy).toBe(accuracy);
  expect(summary.epochs).toHaveLength(1);
  await expect(start(text(), run)).rejects.toMatchObject({ code: 'settings' });
});
