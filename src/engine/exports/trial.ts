import { openDataset } from '../../datasets/registry.ts';
import type { Values } from '../../interchange/format.ts';
import type { Trial } from '../../interchange/verify.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Network } from '../../network/network.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { forward, inputAndOutput } from '../model/forward.ts';
import { disposeAll } from '../model/weights.ts';
import type { LoadedModel } from '../models.ts';
import { preprocessingOf } from '../training/prepare.ts';
import { madeUpExamples, preparedExamples } from './examples.ts';

/** Examples that both sides are shown, where the network is not so large that they would take long. */
const mostSamples = 32;

/** Multiply-accumulates that plain TensorFlow.js is given to do: some ten seconds in WebAssembly. */
const mostMacs = 4e9;

function samplesFor({ layers }: Network): number {
  const macs = layers.reduce(
    (sum, { kind, params, inputShapes, outputShape }) => sum + kind.macs(params, inputShapes, outputShape),
    0,
  );
  return Math.min(mostSamples, Math.max(1, Math.floor(mostMacs / Math.max(1, macs))));
}

interface Samples {
  readonly samples: number;
  /** All of them, one after the other. */
  readonly values: Float32Array;
}

/** The first test examples of a dataset, prepared. */
async function ownSamples(dataset: string, most: number, preprocessing: Preprocessing): Promise<Samples> {
  const { test, train } = await openDataset(dataset);
  const split = test.count > 0 ? test : train;
  const samples = Math.min(most, split.count);
  return { samples, values: preparedExamples(split, firstOf(samples), preprocessing) };
}

const madeUp = (samples: number, shape: Shape): Samples => ({
  samples,
  values: madeUpExamples(samples, shape),
});

const firstOf = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** Test examples of the run's own data, and what the network makes of them. */
export async function trialOf(model: LoadedModel): Promise<Trial> {
  const { network, document } = model.checked;
  const { tf } = model.backend;
  const { input, output } = inputAndOutput(network);
  const { samples, values } =
    model.dataset === ''
      ? madeUp(samplesFor(network), input.outputShape)
      : await ownSamples(model.dataset, samplesFor(network), preprocessingOf(document, network));
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
  return { samples, inputs: [given], expected: outputsOf([output.id], [given]), outputsOf };
}
