import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EventData } from '../../src/protocol/events.ts';
import { sentence } from '../../src/text/message.ts';
import { testBackend } from '../support/backend.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, ending, exportModel, largestDifference, openBench } from './harness.ts';
import { classesOf, kernelOf, outputOf } from './showing.ts';

const fast = { kind: 'adam', params: { learningRate: 0.01 } };

/** A drawn-like digit: a vertical bar. */
const bar = {
  height: 28,
  width: 28,
  channels: 1 as const,
  data: Uint8Array.from({ length: 784 }, (_, at) => (Math.abs((at % 28) - 14) < 2 ? 255 : 0)),
};

describe('a run, from start to export', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  it('trains, reports every step, tests, and keeps what it learned', async () => {
    const { client } = bench;
    const steps: number[] = [];
    const epochs: EventData<'train.epoch'>[] = [];
    const frames: EventData<'probe.frame'>[] = [];
    const gradients: EventData<'train.batches'>['gradients'][] = [];
    client.on('train.batches', (report) => {
      steps.push(...report.steps);
      gradients.push(report.gradients);
    });
    client.on('train.epoch', (event) => epochs.push(event));
    client.on('probe.frame', (frame) => frames.push(frame));
    await client.call('probe.watch', {
      layers: [
        { layer: 'layer-1', maps: 3, side: 8 },
        { layer: 'layer-5', maps: 8, side: 8 },
      ],
      image: bar,
      rate: 30,
    });
    const end = ending(client);
    const text = serializeDocument(chainDocument(smallConvnet, { epochs: 2, optimizer: fast }));
    const { run } = await client.call('train.start', { document: text });
    expect(await end).toMatchObject({ run, state: 'finished', message: '' });
    for (const norms of gradients) {
      expect(norms.map(({ layer }) => layer)).toEqual(['layer-1', 'layer-5']);
      for (const { norm } of norms) expect(norm).toBeGreaterThan(0);
    }

    const { summary, document } = await client.call('runs.get', { run });
    expect(document).toBe(text);
    expect(summary.state).toBe('finished');
    expect(summary.epochs).toEqual(epochs.map(({ record }) => record));
    expect(summary.epochs).toHaveLength(2);
    expect(summary.epochs[1]!.valAccuracy).toBeGreaterThan(0.8);
    expect(summary.epochs[1]!.loss).toBeLessThan(summary.epochs[0]!.loss);
    const each = Math.ceil((await trainCount(bench)) / 200);
    expect(steps).toEqual(Array.from({ length: 2 * each }, (_, at) => at + 1));

    const conv = frames.find(({ layer }) => layer === 'layer-1')!;
    expect(conv).toMatchObject({ run, maps: 4, shape: [8, 8, 3] });
    expect(conv.pixels).toHaveLength(8 * 8 * 3);
    expect(frames.find(({ layer }) => layer === 'layer-5')).toMatchObject({ maps: 1, shape: [1, 10, 1] });

    const evaluation = await client.call('runs.evaluate', { run });
    expect(evaluation.accuracy).toBe(summary.test!.accuracy);
    expect(evaluation.loss).toBeCloseTo(summary.test!.loss, 5);
    const total = evaluation.confusion.flat().reduce((sum, count) => sum + count, 0);
    expect(evaluation.perClass.reduce((sum, { support }) => sum + support, 0)).toBe(total);

    const { values: probabilities, answer, meaning } = await classesOf(client, run, bar);
    expect(meaning).toBe('probabilities');
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(answer).toBe(probabilities.indexOf(Math.max(...probabilities)));

    const maps = await outputOf(client, run, 'conv', bar);
    expect(maps.shape).toEqual([12, 12, 4]);
    expect(maps.values).toHaveLength(12 * 12 * 4);
    expect((await kernelOf(client, run, 'conv')).shape).toEqual([5, 5, 1, 4]);

    const { files, verified } = await exportModel(client, run, true);
    expect(files.map(({ name }) => name)).toEqual([
      'model.json',
      'weights.bin',
      'README.md',
      'network.convas',
    ]);
    expect(verified![0]).toMatchObject({ state: 'agrees', samples: 32, sameClasses: true });
    const card = new TextDecoder().decode(files[2]!.bytes);
    expect(card).toContain("tf.loadLayersModel('model.json')");
    expect(card).toMatch(/\| Test \| [\d.]+ \| [\d.]+ % \|/);
    expect(card).toMatch(/^1\. Multiply by 0\.0039/m);
    expect(sentence(verified![0]!.runtime)).toMatch(/wasm backend$/);
    expect(verified).toHaveLength(testBackend === 'native' ? 2 : 1);
    expect(largestDifference(verified!)).toBeLessThan(1e-5);
  });

  it('gives the same answers from disk as from memory', async () => {
    const { client, folder } = bench;
    const { runs } = await client.call('runs.list', {});
    const { run } = runs[0]!;
    const before = await classesOf(client, run, bar);
    const second = await openBench({ runsFolder: join(folder, 'runs') });
    expect(await classesOf(second.client, run, bar)).toEqual(before);
    await second.close();
  });

  it('shows the layers with an image of the test split where none was chosen', async () => {
    const { client } = bench;
    const frames: EventData<'probe.frame'>[] = [];
    client.on('probe.frame', (frame) => frames.push(frame));
    await client.call('probe.watch', {
      layers: [{ layer: 'layer-1', maps: 4, side: 28 }],
      image: null,
      rate: 30,
    });
    const end = ending(client);
    const { run } = await client.call('train.start', {
      document: serializeDocument(chainDocument(smallConvnet)),
    });
    await end;
    const own = frames.filter((frame) => frame.run === run);
    expect(own.length).toBeGreaterThan(1);
    expect(new Set(own[0]!.pixels).size).toBeGreaterThan(10);
    await client.call('probe.watch', { layers: [], image: null, rate: 30 });
  });

  it('trains the same weights from the same seed', async () => {
    const { client, folder } = bench;
    const weights: Buffer[] = [];
    for (let time = 0; time < 2; time++) {
      const end = ending(client);
      const { run } = await client.call('train.start', {
        document: serializeDocument(chainDocument(smallConvnet)),
      });
      await end;
      const inside = join(folder, 'runs', run);
      const file = (await readdir(inside)).find((name) => name.endsWith('.bin'))!;
      weights.push(await readFile(join(inside, file)));
    }
    expect(weights[0]!.equals(weights[1]!)).toBe(true);
  });
});

async function trainCount({ client }: Bench): Promise<number> {
  const { datasets } = await client.call('datasets.list', {});
  const { train } = datasets.find(({ id }) => id === 'mnist-10k')!;
  return train - Math.round(train * 0.1);
}
