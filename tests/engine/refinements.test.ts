import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/datasets/registry.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { openStepper, type StepMode } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights, readTensors } from '../../src/engine/model/weights.ts';
import { classWeightsFor } from '../../src/engine/training/class-weights.ts';
import type { RunSummary } from '../../src/protocol/data.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { layerTraining } from '../../src/training/layer-settings.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../src/training/settings.ts';
import { describeModes, openTestBackend } from '../support/backend.ts';
import { chainDocument, type Link, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { chain } from './networks.ts';
import { kernelOf } from './showing.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function trained(
  training: Partial<TrainingSettings>,
  layers: readonly Link[] = smallConvnet,
  target: 'label' | 'input' = 'label',
): Promise<RunSummary> {
  const { client } = bench;
  const document = chainDocument(layers, training);
  const end = ending(client);
  const text = serializeDocument({ ...document, data: { ...document.data!, target } });
  const { run } = await client.call('train.start', { document: text });
  expect(await end).toMatchObject({ state: 'finished', message: '' });
  return (await client.call('runs.get', { run })).summary;
}

const kernel = async (run: string, layer: string): Promise<Float32Array> =>
  (await kernelOf(bench.client, run, layer)).values;

describe('a run', () => {
  it('follows its schedule, measures its metrics, and leaves frozen layers as they began', async () => {
    const training = {
      metrics: ['f1', 'auc', 'top3'],
      schedule: { kind: 'oneCycle', params: {} },
      optimizer: { kind: 'adam', params: { learningRate: 0.02 } },
      layers: { 'layer-1': { frozen: true } },
    };
    const one = await trained({ ...training, epochs: 1 });
    const two = await trained({ ...training, epochs: 2 });

    const [first, last] = two.epochs;
    expect(first!.learningRate).toBeGreaterThan(0.01);
    expect(last!.learningRate).toBeCloseTo(0.02 / 25e4, 10);

    expect(Object.keys(last!.metrics!)).toEqual(['f1', 'auc', 'top3']);
    const { metrics, perClass } = await bench.client.call('runs.evaluate', { run: two.run });
    expect(metrics).toEqual(two.test!.metrics);
    const mean = perClass.reduce((sum, { f1 }) => sum + f1, 0) / perClass.length;
    expect(metrics!['f1']).toBeCloseTo(mean, 6);
    expect(metrics!['auc']).toBeGreaterThan(0.95);
    expect(metrics!['top3']).toBeGreaterThan(two.test!.accuracy!);

    expect(await kernel(one.run, 'conv')).toEqual(await kernel(two.run, 'conv'));
    expect(await kernel(one.run, 'output')).not.toEqual(await kernel(two.run, 'output'));
  });

  it('measures how far off the values of an autoencoder are', async () => {
    const layers: readonly Link[] = [
      ['input', { shape: [28, 28, 1] }],
      ['conv2d', { filters: 2, kernelSize: [3, 3], padding: 'same', activation: 'relu' }],
      ['conv2d', { filters: 1, kernelSize: [3, 3], padding: 'same', activation: 'sigmoid' }],
    ];
    const metrics = ['meanSquaredError', 'meanAbsoluteError'];
    const squared = { kind: 'meanSquaredError', params: {} };
    const plain = await trained({ metrics, loss: squared }, layers, 'input');
    expect(plain.test!.metrics!['meanSquaredError']).toBeCloseTo(plain.test!.loss, 6);
    // This loss takes the scores before the sigmoid; the metrics are of what comes out of it.
    const binary = await trained(
      { metrics, loss: { kind: 'binaryCrossentropy', params: {} } },
      layers,
      'input',
    );
    expect(binary.test!.metrics!['meanAbsoluteError']).toBeLessThan(0.5);
    expect(binary.test!.metrics!['meanSquaredError']).toBeGreaterThan(0);
  });

  it.each([
    [{ metrics: ['meanSquaredError'] }, /is not measured of a network that tells classes apart: remove it/],
    [{ classWeights: [1, 2, 3] }, /There are 3 class weights, but .* has 10 classes/],
    [
      { layers: { 'layer-1': { frozen: true }, 'layer-5': { frozen: true } } },
      /Every layer with weights is frozen/,
    ],
  ])('is refused in a sentence: %j', async (training, message) => {
    const { client } = bench;
    const states: string[] = [];
    const stop = client.on('train.state', ({ message: printed }) => states.push(sentence(printed)));
    const text = serializeDocument(chainDocument(smallConvnet, training as Partial<TrainingSettings>));
    const end = ending(client);
    const refused = await client
      .call('train.start', { document: text })
      .then(() => end)
      .then(
        ({ message: printed }) => printed,
        (error: Error) => error.message,
      );
    stop();
    expect(refused).toMatch(message);
  });
});

it('balances classes as scikit-learn does', async () => {
  const dataset = await loadDataset('mnist-10k');
  const labels = Int32Array.of(0, 1, 1, 1, 2, 2, 9);
  const division = { train: Int32Array.of(0, 1, 2, 3, 4, 5), validation: Int32Array.of(6) };
  const resolution = resolveSettings(trainingSettingsSchema.parse({ classWeights: 'balanced' }));
  if (!resolution.ok) throw new TextError(resolution.error);
  const three = { ...dataset, info: { ...dataset.info, classes: ['a', 'b', 'c'] } };
  const counted = { ...three, train: { ...dataset.train, labels } };
  // compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 1, 1, 1, 2, 2])
  expect(classWeightsFor(counted, division, { settings: resolution.settings, target: 'class' })).toEqual([
    2,
    6 / 9,
    1,
  ]);
});

describe('settings of a layer', () => {
  it('hold for all that is inside a block, rates multiplied', () => {
    const layers = { 'layer-3': { rate: 0.5 }, 'layer-3/2/layer-1': { rate: 0.1, frozen: true } };
    expect(layerTraining(layers, 'layer-3/2/layer-1')).toEqual({ frozen: true, rate: 0.05 });
    expect(layerTraining(layers, 'layer-3/1/layer-1')).toEqual({ frozen: false, rate: 0.5 });
    expect(layerTraining(layers, 'layer-30')).toEqual({ frozen: false, rate: 1 });
    expect(layerTraining(layers, 'constructor')).toEqual({ frozen: false, rate: 1 });
  });

  describeModes('a rate of its own', (mode) => {
    it.each(['sgd', 'adam'])('makes the step that %s takes as much smaller', async (kind) => {
      const backend = await openTestBackend();
      const network = chain(
        ['input', { shape: [4, 4, 1] }],
        ['conv2d', { filters: 2, kernelSize: [3, 3] }, 'conv'],
        ['flatten'],
        ['dense', { units: 3, activation: 'softmax' }, 'out'],
      );
      const weights = listWeights(network);
      const before = initialWeights(weights, 3);
      const moved = (rate: number, way: StepMode) => {
        const resolution = resolveSettings(
          trainingSettingsSchema.parse({
            optimizer: { kind, params: { learningRate: 0.1 } },
            layers: { 'layer-1': { rate } },
          }),
        );
        if (!resolution.ok) throw new TextError(resolution.error);
        const plan = { backend, network, weights, settings: resolution.settings, target: 'class' as const };
        const stepper = openStepper(plan, { weights: before, slots: new Map(), steps: 0 }, [2], way);
        const x = Float32Array.from({ length: 32 }, (_, at) => Math.sin(at));
        stepper.run({ count: 2, x, labels: Int32Array.of(0, 2) }, 0.1);
        const after = stepper.borrow(readTensors);
        stepper.dispose();
        return (key: string) => after.get(key)!.map((value, at) => value - before.get(key)![at]!);
      };
      const whole = moved(1, 'eager');
      const part = moved(0.25, mode);
      const quarter = whole('conv/kernel').map((step) => step / 4);
      expect(quarter.some((step) => Math.abs(step) > 1e-3)).toBe(true);
      const apart = (one: Float32Array, other: Float32Array) =>
        Math.max(...one.map((step, at) => Math.abs(step - other[at]!)));
      expect(apart(quarter, part('conv/kernel'))).toBeLessThan(1e-5);
      expect(apart(whole('out/kernel'), part('out/kernel'))).toBeLessThan(1e-5);
    });
  });
});
