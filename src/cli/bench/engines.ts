import { createBatcher } from '../../datasets/batcher.ts';
import type { Split } from '../../datasets/dataset.ts';
import { shared } from '../../datasets/shared.ts';
import { openBackend } from '../../engine/backends/ladder.ts';
import { loadTensorFlow } from '../../engine/backends/native.ts';
import { planTraining } from '../../engine/feeding/batch-plan.ts';
import { feederOpener } from '../../engine/feeding/feeder.ts';
import { startThread } from '../../engine/feeding/start-thread.ts';
import { chosenKernels } from '../../engine/kernels/choose.ts';
import { unmeasuredKernels, unrecordedKernels } from '../../engine/kernels/defaults.ts';
import { describeProcessor } from '../../engine/kernels/processor.ts';
import { networkClassOf } from '../../engine/kernels/separable.ts';
import { libraryOf, withEnvironment } from '../../engine/kernels/tensorflow-library.ts';
import { withKernels } from '../../engine/kernels/with-kernels.ts';
import { openStepper, type StepMode } from '../../engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../engine/model/weights.ts';
import { createGenerator } from '../../engine/random/generator.ts';
import { checkDocument, preprocessingOf, readDocument } from '../../engine/training/prepare.ts';
import { collectFiles } from '../../interchange/collect.ts';
import { tfjs } from '../../interchange/tfjs/export.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { BenchmarkKernels } from '../../protocol/benchmark.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import type { Text } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { kernelsInWords } from '../kernels.ts';
import type { Order } from './contender.ts';

type Opening = Extract<Order, { type: 'open' }>;

/** A network and data, ready to be trained on. */
export interface Workload {
  readonly version: string;
  readonly kernels: BenchmarkKernels;
  /** Trains for a while (a step, or an epoch where it can do no less) and says on how many images. */
  train(): number | Promise<number>;
  dispose(): void;
}

const classes = 10;
/** Epochs, more than a benchmark takes. */
const endless = 10_000_000;
const seed = 1;

/** Noise as bytes with labels: what a step costs does not depend on the picture. */
function noise(count: number, shape: Split['shape']): Split {
  const generator = createGenerator(seed, 'benchmark');
  const size = sizeOf(shape);
  const images = new Uint8Array(count * size);
  for (let at = 0; at < images.length; at++) images[at] = generator.uniform() * 256;
  const labels = Int32Array.from({ length: count }, (_, index) => index % classes);
  return shared({ count, shape, images, labels });
}

function prepare({ document, batch, steps }: Opening) {
  const checked = checkDocument(readDocument(document), null);
  const preprocessing = preprocessingOf(checked.document, checked.network);
  const [height = 1, width = 1, channels = 1] = preprocessing.inputShape;
  const split = noise(batch * steps, [height, width, channels]);
  return { ...checked, preprocessing, split };
}

/** Of a library that chooses by itself, or of none. */
const plainKernels = (oneDnn: boolean | null): BenchmarkKernels => {
  const { instructionSet, threads } = describeProcessor();
  return { instructionSet, oneDnn, threads, notes: '' };
};

const ownKernels = (kernels: Kernels): BenchmarkKernels => ({
  ...plainKernels(kernels.oneDnn),
  notes: kernelsInWords(kernels),
});

/** Convas as it trains: shuffled bytes made into batches by a thread ahead of the steps, each step's loss read. */
function steps(backendId: 'native' | 'wasm', mode: StepMode) {
  return async (opening: Opening): Promise<Workload> => {
    const { network, settings, target, split, preprocessing } = prepare(opening);
    const wanted = chosenKernels().choice[networkClassOf({ network, settings })];
    const { backend: opened } = await openBackend(backendId, wanted);
    const backend = withKernels(opened, wanted.training);
    const weights = listWeights(network);
    const start = {
      weights: initialWeights(weights, seed),
      slots: new Map<string, Float32Array>(),
      steps: 0,
    };
    const { batch } = opening;
    const stepper = openStepper({ backend, network, weights, settings, target }, start, [batch], mode);
    if (stepper.mode !== mode) throw new TextError(stepper.reason);
    let trouble: Text = '';
    const onFallback = (detail: Text): void => {
      trouble = detail;
    };
    const feeder = feederOpener({ startThread, onFallback })(preprocessing);
    const all = Int32Array.from({ length: split.count }, (_, index) => index);
    const feed = feeder.open(split, planTraining(all, batch, { seed, of: '', epochs: endless }));
    return {
      version: `${backendId === 'native' ? 'TensorFlow' : 'TensorFlow.js'} ${backend.version}`,
      kernels: backend.kernels
        ? ownKernels({ ...wanted, ...libraryOf(backend.kernels) })
        : plainKernels(null),
      async train() {
        stepper.run(await feed.next(), settings.learningRate);
        if (stepper.mode !== mode) throw new TextError(stepper.reason);
        if (trouble !== '') throw new TextError(trouble);
        return batch;
      },
      dispose() {
        feed.close();
        void feeder.end();
        stepper.dispose();
      },
    };
  };
}

/** TensorFlow.js's own `model.fit` on native TensorFlow, the data a tensor already. */
async function modelFit(opening: Opening): Promise<Workload> {
  const { document, network, split, preprocessing } = prepare(opening);
  const batcher = createBatcher(split, preprocessing);
  // As it is published, without the operations that Convas puts in.
  const { tf } = await loadTensorFlow();
  const weights = initialWeights(listWeights(network), seed);
  const source = {
    name: document.name,
    network,
    document,
    language: 'en',
    run: null,
    servingGraph: null,
    calibration: null,
  } as const;
  const omitted = {
    frozen: new Set<string>(),
    reading: null,
    labels: [],
    preprocessing: null,
    inference: null,
    target: 'class' as const,
    data: null,
    initial: null,
  };
  const [json, numbers] = await collectFiles(
    tfjs.write({ ...source, ...omitted, weights }, { input: 'floats' }),
  );
  const written = JSON.parse(new TextDecoder().decode(json!.bytes));
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: written.modelTopology,
      weightSpecs: written.weightsManifest[0].weights,
      weightData: numbers!.bytes.buffer,
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
    // TensorFlow chooses as it did for runs before there was a choice.
    kernels: plainKernels(withEnvironment(unrecordedKernels()).oneDnn),
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
export const workloads: Readonly<Record<string, (opening: Opening) => Promise<Workload>>> = {
  compiled: steps('native', 'compiled'),
  eager: steps('native', 'eager'),
  tfjs: modelFit,
  wasm: steps('wasm', 'eager'),
};

/** What multiplies matrices as fast as TensorFlow can. */
export async function openMultiplier(): Promise<(size: number, seconds: number) => number> {
  const { whole } = unmeasuredKernels();
  const { backend } = await openBackend('native', { ...whole, oneDnn: true });
  const { tf } = backend;
  return (size, seconds) => {
    const [a, b] = [tf.randomUniform([size, size], -1, 1, 'float32', seed), tf.ones([size, size])];
    const end = performance.now() + 1000 * seconds;
    let best = Number.POSITIVE_INFINITY;
    do {
      const from = performance.now();
      const product = tf.matMul(a, b as typeof a);
      best = Math.min(best, performance.now() - from);
      product.dispose();
    } while (performance.now() < end);
    tf.dispose([a, b]);
    return (2 * size ** 3) / (best * 1e6);
  };
}
