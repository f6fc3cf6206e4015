import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setBypassed } from '../../src/document/operations/bypass.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { removeAndRewire } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, exportModel, largestDifference, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
let dataset: string;
beforeAll(async () => {
  bench = await openBench();
  dataset = await writeStripes(join(bench.folder, 'stripes'));
});
afterAll(() => bench.close());

const tiny = () => chainDocument(tinyNetwork, { epochs: 2, batchSize: 36 }, dataset);
const named = (document: ConvasDocument, name: string) =>
  document.layers.find((layer) => layer.name === name)!.id;

/** The losses of a training, the network exported by TensorFlow.js's own layers, and how far that is off. */
async function train(document: ConvasDocument) {
  const { client } = bench;
  const losses: number[] = [];
  const off = client.on('train.epoch', ({ record }) => losses.push(record.loss));
  const end = ending(client);
  const { run } = await client.call('train.start', { document: serializeDocument(document) });
  expect(await end).toMatchObject({ state: 'finished' });
  off();
  const { files, verified } = await exportModel(client, run, true);
  const json = files.find(({ name }) => name === 'model.json')!;
  const { layers } = JSON.parse(new TextDecoder().decode(json.bytes)).modelTopology.model_config.config;
  return {
    losses,
    layers: layers as { config: { name: string } }[],
    difference: largestDifference(verified!),
  };
}

it('trains and exports a network with bypassed layers as if they were not there', async () => {
  const ids = ['norm', 'drop'].map((name) => named(tiny(), name));
  const passed = await train(setBypassed(tiny(), ids, true));
  const without = await train(removeAndRewire(tiny(), ids));
  expect(passed.losses).toHaveLength(2);
  expect(passed.losses).toEqual(without.losses);
  expect(passed.layers).toEqual(without.layers);
  expect(passed.layers.map(({ config }) => config.name)).not.toContain('norm');
});

it('trains and exports a merge whose arms carry the same, because one is bypassed', async () => {
  const row = chainDocument(
    [
      ['input', { shape: [8, 8, 1] }, 'image'],
      ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }, 'stem'],
      ['conv2d', { filters: 4, kernelSize: [3, 3], padding: 'same' }, 'inner'],
      ['add', {}, 'sum'],
      ['flatten', {}, 'flat'],
      ['dense', { units: 4, activation: 'softmax' }, 'output'],
    ],
    { epochs: 3, batchSize: 36 },
    dataset,
  );
  const document = connect(row, named(row, 'stem'), named(row, 'sum'));
  const { losses, difference } = await train(setBypassed(document, [named(document, 'inner')], true));
  expect(losses.at(-1)).toBeLessThan(losses[0]!);
  expect(difference).toBeLessThan(1e-5);
});
