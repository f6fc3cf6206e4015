import type { Split } from '../../datasets/dataset.ts';
import { createBatcher } from '../../datasets/preprocess.ts';
import { openBackend } from '../../engine/backends/ladder.ts';
import { loadTensorFlow } from '../../engine/backends/native.ts';
import { openStepper, type StepMode } from '../../engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../engine/model/weights.ts';
import { createGenerator, permutation } from '../../engine/random/generator.ts';
import { checkDocument, preprocessingOf } from '../../engine/training/prepare.ts';
import { tfjs } from '../../interchange/tfjs/export.ts';
import type { Order } from './contender.ts';

type Opening = Extract<Order, { type: 'open' }>;

/** A network and data, ready to be trained on. */
export interface Workload {
  readonly version: string;
  /** Trains for a while (a step, or an epoch where it can do no less) and says on how many images. */
  train(): number | Promise<number>;
  dispose(): void;
}

const classes = 10;
const seed = 1;

/** Noise as bytes with labels: what a step costs does not depend on the picture. */
function noise(count: number, shape: Split['shape']): Split {
  const generator = createGenerator(seed, 'benchmark');
  const size = shape[0] * shape[1] * shape[2];
  const images = new Uint8Array(count * size);
  for (let at = 0; at < images.length; at++) images[at] = generator.uniform() * 256;
  return { count, shape, images, labels: Int32Array.from({ length: count }, (_, index) => index % classes) };
}

function prepare({ document, batch, steps }: Opening) {
  const checked = checkDocument(document, null);
  const preprocessing = preprocessingOf(checked.document, checked.network);
  const [height = 1, width = 1, channels = 1] = preprocessing.inputShape;
  const split = noise(batch * steps, [height, width, channels]);
  return { ...checked, split, batcher: createBatcher(split, preprocessing) };
}

/** Convas as it trains: shuffled bytes made into a batch, a step, its loss read. */
function steps(backendId: 'native' | 'wasm', mode: StepMode) {
  return async (opening: Opening): Promise<Workload> => {
    const { network, settings, target, split, batcher } = prepare(opening);
    const { backend } = await openBackend(backendId);
    const weights = listWeights(network);
    const start = {
      weights: initialWeights(weights, seed),
      slots: new Map<string, Float32Array>(),
      steps: 0,
    };
    const { batch } = opening;
    const stepper = openStepper({ backend, network, weights, settings, target }, start, [batch], mode);
    if (stepper.mode !== mode) throw new Error(stepper.reason);
    const x = new Float32Array(batch * batcher.exampleSize);
    const labels = new Int32Array(batch);
    let order = new Int32Array(0);
    let at = 0;
    let epoch = 0;
    return {
      version: `${backendId === 'native' ? 'TensorFlow' : 'TensorFlow.js'} ${backend.version}`,
      train() {
        if (at + batch > order.length) {
          epoch += 1;
          order = Int32Array.from(permutation(split.count, createGenerator(seed, `epoch ${epoch}`)));
          at = 0;
        }
        const indices = order.subarray(at, at + batch);
        at += batch;
        batcher.fill(indices, x);
        for (let index = 0; index < batch; index++) labels[index] = split.labels[indices[index]!]!;
        stepper.run({ count: batch, x, labels }, settings.learningRate);
        if (stepper.mode !== mode) throw new Error(stepper.reason);
        return batch;
      },
      dispose: () => stepper.dispose(),
    };
  };
}

/** TensorFlow.js's own `model.fit` on native TensorFlow, the data a tensor already. */
async function modelFit(opening: Opening): Promise<Workload> {
  const { document, network, split, batcher } = prepare(opening);
  // As it is published, without the operations that Convas puts in.
  const { tf } = await loadTensorFlow();
  const weights = initialWeights(listWeights(network), seed);
  const [json, numbers] = tfjs.write({ name: document.name, network, weights });
  const written = JSON.parse(new TextDecoder().decode(json!.bytes));
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: written.modelTopology,
      weightSpecs: written.weightsManifest[0].weights,
      weightData: numbers!.bytes.slice().buffer,
    }),
  });
  model.compile({ optimizer: tf.train.adam(), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const values = new Float32Array(split.count * batcher.exampleSize);
  batcher.fill(
    Array.from({ length: split.count }, (_, index) => index),
    values,
  );
  const x = tf.tensor(values, [split.count, ...split.shape]);
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d(split.labels, 'int32'), classes));
  return {
    version: `TensorFlow.js ${tf.version.tfjs}`,
    async train() {
      await model.fit(x, y, { batchSize: opening.batch, epochs: 1, shuffle: true, verbose: 0 });
      return split.count;
    },
    dispose() {
      model.dispose();
      x.dispose();
      y.dispose();
    },
  };
}

/** Convas's ways to train, and TensorFlow.js's. */
export const contenders: Readonly<Record<string, (opening: Opening) => Promise<Workload>>> = {
  compiled: steps('native', 'compiled'),
  eager: steps('native', 'eager'),
  tfjs: modelFit,
  wasm: steps('wasm', 'eager'),
};
