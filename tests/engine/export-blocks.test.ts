import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBlock, openBlock } from '../../src/document/blocks.ts';
import { promoteParameter, setBlockParameter } from '../../src/document/operations/block-parameters.ts';
import { setRepeat } from '../../src/document/operations/blocks.ts';
import { chain } from '../../src/document/operations/chain.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { setParams } from '../../src/document/operations/layers.ts';
import { makeBlock } from '../../src/document/operations/make-block.ts';
import { setData, setTraining } from '../../src/document/operations/settings.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { analyze } from '../../src/network/analyze.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { type Bench, ending, exportModel, largestDifference, openBench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/**
 * A residual network for digits: a unit with a parameter (its inner width), twice in a stage, which stands three times
 * in a row and gives its units a width by a formula.
 */
function nested(): ConvasDocument {
  const row = chain('nested', [
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 8, kernelSize: [4, 4], strides: [4, 4], activation: 'relu' }, 'stem'],
    ['conv2d', { filters: 8, kernelSize: [3, 3], padding: 'same', useBias: false }, 'a'],
    ['batchNormalization', {}, 'norm'],
    ['activation', { activation: 'relu' }, 'on'],
    ['conv2d', { filters: 8, kernelSize: [1, 1] }, 'b'],
    ['add', {}, 'sum'],
    ['globalAveragePooling2d'],
    ['dense', { units: 10, activation: 'softmax' }, 'out'],
  ]);
  const unit = makeBlock(
    connect(row, 'layer-2', 'layer-7'),
    ['layer-3', 'layer-4', 'layer-5', 'layer-6', 'layer-7'],
    'unit',
  )!;
  const wide = promoteParameter(unit.document, unit.definition, 'layer-3', 'filters', { name: 'width' });
  const stage = makeBlock(setRepeat(wide, unit.instance, 2), [unit.instance], 'stage')!;
  const named = setBlockParameter(stage.document, stage.definition, 'n', 3);
  const inside = setParams(openBlock(named, stage.definition)!, unit.instance, { width: '=2 * n' });
  const thrice = setRepeat(closeBlock(named, stage.definition, inside), stage.instance, 3);
  const training = setTraining(thrice, { epochs: 1, batchSize: 200, validationSplit: 0 });
  return setData(training, {
    dataset: 'mnist-10k',
    preprocessing: imageSteps('pad', 'zero-one'),
    target: 'label',
  });
}

it('a model with blocks in blocks, repeated and with parameters, is exported as what it computes', async () => {
  const { client } = bench;
  const document = nested();
  const { network, problems, totals } = analyze(document, null);
  expect(problems).toEqual([]);
  const widths = network!.layers.filter(({ params }) => params['useBias'] === false);
  expect(widths.map(({ params }) => params['filters'])).toEqual(Array.from({ length: 6 }, () => 6));

  const end = ending(client);
  const { run } = await client.call('train.start', { document: serializeDocument(document) });
  expect(await end).toMatchObject({ state: 'finished' });

  // TensorFlow.js reads the files with its own layers, and is shown test images.
  const { files, verified } = await exportModel(client, run, true);
  expect(verified!.map(({ samples }) => samples)).toEqual(verified!.map(() => 32));
  expect(largestDifference(verified!)).toBeLessThan(1e-5);
  const model = JSON.parse(new TextDecoder().decode(files.find(({ name }) => name === 'model.json')!.bytes));
  expect(model.userDefinedMetadata.convas).toMatchObject({
    input: { shapes: [[28, 28, 1]], preprocessing: imageSteps('pad', 'zero-one') },
    output: { meaning: 'probabilities', apply: 'nothing', decision: { rule: 'argmax' } },
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  });
  const layers: { config: { name: string } }[] = model.modelTopology.model_config.config.layers;
  expect(layers).toHaveLength(network!.layers.length);
  expect(new Set(layers.map(({ config }) => config.name)).size).toBe(network!.layers.length);
  const { weights } = model.weightsManifest[0] as { weights: { shape: number[] }[] };
  const count = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  expect(count).toBe(totals.params);
});
