import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, type Link, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { kernelOf } from './showing.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const text = (training: Partial<TrainingSettings> = {}, layers = smallConvnet): string =>
  serializeDocument(chainDocument(layers, training));

const start = async (document: string): Promise<string> =>
  (await bench.client.call('train.start', { document })).run;

/** Resolves when the run says that it is in that state. */
const reaches = (state: string): Promise<void> =>
  new Promise((resolve) => {
    const off = bench.client.on('train.state', (event) => {
      if (event.state !== state) return;
      off();
      resolve();
    });
  });

describe('control', () => {
  it('pauses, takes single steps, resumes, stops and keeps the weights', async () => {
    const { client } = bench;
    const steps: number[] = [];
    client.on('train.batches', (report) => steps.push(...report.steps));
    const running = reaches('running');
    const run = await start(text({ epochs: 50 }));
    await running;
    let paused = reaches('paused');
    await client.call('train.pause', { run });
    await paused;
    const before = steps.length;
    expect(await client.call('train.current', {})).toEqual({ run, state: 'paused' });
    paused = reaches('paused');
    await client.call('train.step', { run });
    await paused;
    expect(steps.length).toBe(before + 1);
    const again = reaches('running');
    await client.call('train.resume', { run });
    await again;
    const end = ending(client);
    await client.call('train.stop', { run });
    expect(await end).toMatchObject({ state: 'stopped', message: '' });
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, at) => at + 1));
    expect((await kernelOf(client, run, 'conv')).values).toHaveLength(100);
    expect(await readdir(join(bench.folder, 'runs', run))).toContain('weights.json');
    await expect(client.call('train.pause', { run })).rejects.toMatchObject({ code: 'not-training' });
  });

  it('refuses a second run while one trains', async () => {
    const running = reaches('running');
    const run = await start(text({ epochs: 50 }));
    await running;
    await expect(start(text())).rejects.toMatchObject({ code: 'busy' });
    await expect(bench.client.call('runs.delete', { run })).rejects.toMatchObject({ code: 'busy' });
    const end = ending(bench.client);
    await bench.client.call('train.stop', { run });
    await end;
    await bench.client.call('runs.delete', { run });
    expect((await bench.client.call('runs.list', {})).runs).toEqual([]);
    await expect(bench.client.call('runs.get', { run })).rejects.toMatchObject({ code: 'no-such-run' });
  });

  it('goes on after a stop to the very weights of a run that was never stopped', async () => {
    const { client } = bench;
    const settings = { epochs: 2, batchSize: 300 };
    const read = async (run: string) => (await kernelOf(client, run, 'output')).values;
    let end = ending(client);
    const whole = await start(text(settings));
    await end;
    const expected = await read(whole);

    end = ending(client);
    const cut = await start(text(settings));
    let seen = 0;
    const off = client.on('train.batches', ({ run, steps }) => {
      seen += run === cut ? steps.length : 0;
      if (seen > 5 && seen < 40) client.call('train.stop', { run: cut }).catch(() => {});
    });
    expect((await end).state).toBe('stopped');
    off();
    end = ending(client);
    await client.call('train.start', { document: text(settings), resume: cut });
    expect((await end).state).toBe('finished');
    expect(await read(cut)).toEqual(expected);
    const { summary } = await client.call('runs.get', { run: cut });
    const { summary: other } = await client.call('runs.get', { run: whole });
    expect(summary.test).toEqual(other.test);
    expect(summary.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});

describe('trouble, in words', () => {
  it.each([
    ['sgd', 'relu'],
    ['adam', 'tanh'],
    ['momentum', 'elu'],
  ])(
    'stops when the loss leaves all bounds, names the layer, keeps finite weights: %s, %s',
    async (kind, activation) => {
      const end = ending(bench.client);
      const layers = smallConvnet.map(
        (link): Link => (link[0] === 'conv2d' ? ['conv2d', { ...link[1], activation }, 'conv'] : link),
      );
      const run = await start(
        text({ epochs: 5, optimizer: { kind, params: { learningRate: 1e9 } } }, layers),
      );
      const event = await end;
      expect(event.state).toBe('diverged');
      expect(event.layer).toMatch(/^layer-/);
      expect(event.message).toMatch(/step \d+ the loss .* layer ".*" .*smaller learning rate/);
      const { values } = await kernelOf(bench.client, run, 'conv');
      expect(values.every(Number.isFinite)).toBe(true);
    },
  );

  it.each([
    ['no data', () => JSON.stringify({ ...chainDocument(smallConvnet), data: null }), /no data is chosen/i],
    ['missing data', () => serializeDocument(chainDocument(smallConvnet, {}, 'no-such-set')), /no-such-set/],
    ['no document', () => '{"format":', /ends too early/],
    ['wrong units', () => text({}, [...smallConvnet.slice(0, -1), ['dense', { units: 7 }, 'output']]), /10/],
    [
      'unknown optimizer',
      () => text({ optimizer: { kind: 'magic', params: {} } }),
      /"magic"; choose one of sgd/,
    ],
    [
      'wrong parameter',
      () => text({ optimizer: { kind: 'sgd', params: { learningRate: -1 } } }),
      /learningRate/,
    ],
  ])('refuses at once: %s', async (_name, document, message) => {
    await expect(start(document())).rejects.toThrow(message);
    expect((await bench.client.call('runs.list', {})).runs).toEqual([]);
  });

  it.each([
    [
      'a batch larger than the data',
      { batchSize: 60_000 },
      /batch size is 60,000, but there are [\d,]+ examples/,
    ],
    ['an empty validation split', { validationSplit: 1e-6 }, /is empty\. Raise it, or set it to 0/],
  ])('fails with a word and leaves nothing behind: %s', async (_name, training, message) => {
    const end = ending(bench.client);
    await start(text(training));
    const event = await end;
    expect(event.state).toBe('failed');
    expect(event.message).toMatch(message);
    expect((await bench.client.call('runs.list', {})).runs).toEqual([]);
  });
});
