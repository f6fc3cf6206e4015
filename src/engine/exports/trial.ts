import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { Values } from '../../interchange/format.ts';
import type { Trial } from '../../interchange/verify.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import { isImageShape, type Preprocessing } from '../../preprocessing/pipeline.ts';
import { forward, inputAndOutput } from '../model/forward.ts';
import { disposeAll } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import { preparedExamples, randomExamples } from './examples.ts';

/** Examples that both sides are shown, where the network is not so large that they would take long. */
const maxSamples = 32;

/** Where numbers are stored coarsely: enough to tell a percent of accuracy. */
const coarseSamples = 500;

/** Multiply-accumulates that plain TensorFlow.js is given to do: some ten seconds in WebAssembly. */
const maxMacs = 4e9;

function samplesFor({ layers }: Network, most: number): number {
  const macs = layers.reduce(
    (sum, { kind, params, inputShapes, outputShape }) => sum + kind.macs(params, inputShapes, outputShape),
    0,
  );
  return Math.min(most, Math.max(1, Math.floor(maxMacs / Math.max(1, macs))));
}

interface Samples {
  readonly samples: number;
  /** All of them, one after the other. */
  readonly values: Float32Array;
  readonly labels: Int32Array | null;
  /** As stored, where they are images. */
  readonly stored: Values | null;
}

function storedImages(split: SplitHandle, places: number[]): Values {
  const bytes = new Uint8Array(places.length * exampleBytes(split));
  withReader(split, ({ read }) => read(places, bytes));
  return { shape: [places.length, ...split.shape], values: Float32Array.from(bytes) };
}

/** Test examples of a dataset, prepared. */
async function ownSamples(dataset: string, most: number, preprocessing: Preprocessing): Promise<Samples> {
  const { test, train } = await openDataset(dataset);
  const split = test.count > 0 ? test : train;
  const samples = Math.min(most, split.count);
  // Evenly over all: files may lie in the order of their classes.
  const places = Array.from({ length: samples }, (_, at) => Math.floor((at * split.count) / samples));
  const labels = split.targets ? null : Int32Array.from(places, (place) => split.labels[place]!);
  const stored = isImageShape(split.shape, split.dtype) ? storedImages(split, places) : null;
  return { samples, values: preparedExamples(split, places, preprocessing), labels, stored };
}

const randomSamples = (samples: number, shape: Shape): Samples => ({
  samples,
  values: randomExamples(samples, shape),
  labels: null,
  stored: null,
});

/**
 * Test examples of the run's own data, and what the network makes of them.
 * @param coarse enough of them to tell a loss of accuracy
 */
export async function trialOf(model: LoadedModel, coarse: boolean): Promise<Trial> {
  const { network, document, target } = model.checked;
  const { tf } = model.backend;
  const { input, output } = inputAndOutput(network);
  const most = samplesFor(network, coarse ? coarseSamples : maxSamples);
  const { samples, values, labels, stored } =
    model.dataset === ''
      ? randomSamples(most, input.outputShape)
      : await ownSamples(model.dataset, most, preprocessingOf(document, network));
  const given: Values = { shape: [samples, ...input.outputShape], values };
  const outputsOf: Trial['outputsOf'] = (ids, [shown]) =>
    model.borrow((weights) => {
      const x = tf.tensor(shown!.values, [...shown!.shape]);
      const outputs = forward(tf, network, weights, x, ids);
      const read = ids.map((id): Values => {
        const y = outputs.get(id)!;
        return { shape: y.shape, values: new Float32Array(y.dataSync()) };
      });
      disposeAll([x, ...outputs.values()]);
      return read;
    });
  const expected = outputsOf([output.id], [given]);
  return {
    samples,
    inputs: [given],
    expected,
    labels: target === 'class' ? labels : null,
    stored,
    outputsOf,
  };
}
