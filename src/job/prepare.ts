import { createBatcher } from '../datasets/batcher.ts';
import type { Dataset, SplitHandle } from '../datasets/dataset.ts';
import { openPixels } from '../datasets/pixels.ts';
import { openDataset } from '../datasets/registry.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import { networkSource } from '../engine/exports/sources.ts';
import { epochOrder } from '../engine/feeding/batch-plan.ts';
import { readingOf } from '../engine/model/outputs.ts';
import { initialWeights, listWeights } from '../engine/model/weights.ts';
import { classWeightsFor } from '../engine/training/class-weights.ts';
import { fitPreprocessing, withFitted } from '../engine/training/fit-preprocessing.ts';
import { learnedBy } from '../engine/training/learned-by.ts';
import {
  type CheckedDocument,
  checkTrainable,
  type Division,
  divide,
  preprocessingOf,
  validationSource,
} from '../engine/training/prepare.ts';
import type { OutputFile } from '../interchange/format.ts';
import { npy, npyHead } from '../interchange/npy.ts';
import { weightLayouts } from '../interchange/pytorch/layouts.ts';
import type { TrainedNetwork } from '../interchange/sources.ts';
import type { OutputReading } from '../network/outputs.ts';
import { language } from '../text/language.ts';
import { message } from '../text/message.ts';
import { layerTraining } from '../training/layer-settings.ts';
import { rateAt } from '../training/rate.ts';
import type { Precision } from './engines.ts';
import { JobError, refuseUnknown } from './refuse.ts';

/** Everything that a job's folder is written from. */
export interface PreparedJob {
  readonly checked: CheckedDocument;
  readonly dataset: Dataset<SplitHandle>;
  /** The untrained network, for the exporter of its program. */
  readonly network: TrainedNetwork;
  readonly files: readonly OutputFile[];
  /** Steps of the whole training. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
}

/** Steps between two checkpoints within an epoch. */
const checkpointSteps = 50;
/** Examples that are made at a time. */
const portion = 256;

/** How the program makes of the outputs what the loss takes, as the engine does. */
function scoresOf({ leftOut, toLoss }: OutputReading): 'outputs' | 'probabilities' | 'clipped' | 'distances' {
  if (leftOut === 'softmax') return 'probabilities';
  if (toLoss === 'log') return 'clipped';
  if (toLoss === 'negate') return 'distances';
  if (toLoss === 'nothing' && leftOut === null) return 'outputs';
  throw new JobError(message('job.outputs'));
}

interface Examples {
  readonly split: SplitHandle;
  readonly indices: Int32Array;
}

/** The network's inputs of some examples, one after the other, as an array file: `[examples, ...input]`. */
async function* inputsOf({ split, indices }: Examples, checked: CheckedDocument): AsyncGenerator<Uint8Array> {
  const preprocessing = preprocessingOf(checked.document, checked.network);
  yield npyHead(new Float32Array(), [indices.length, ...preprocessing.inputShape]);
  const batcher = createBatcher(openPixels(split), preprocessing);
  try {
    for (let at = 0; at < indices.length; at += portion) {
      const some = indices.subarray(at, at + portion);
      const values = new Float32Array(some.length * batcher.exampleSize);
      batcher.fill(some, values);
      yield new Uint8Array(values.buffer);
    }
  } finally {
    batcher.close();
  }
}

/** What the outputs are held against: int32 classes `[examples]`, or float32 numbers `[examples, ...]`. */
function targetsOf(examples: Examples, checked: CheckedDocument): OutputFile['chunks'] {
  const { split, indices } = examples;
  if (checked.target === 'input') return inputsOf(examples, checked);
  if (checked.target === 'class')
    return npy(
      indices.map((index) => split.labels[index]!),
      [indices.length],
    );
  const { targets, count } = split;
  const size = targets!.length / count;
  const values = new Float32Array(indices.length * size);
  for (const [at, index] of indices.entries())
    values.set(targets!.subarray(index * size, (index + 1) * size), at * size);
  return npy(values, [indices.length, size]);
}

/** The places of each epoch's examples among those that are trained on, `[epochs, examples]`: the engine's own order. */
function* ordersOf({ train }: Division, { settings }: CheckedDocument): Generator<Uint8Array> {
  const { epochs, seed } = settings;
  const places = Int32Array.from(train, (_, at) => at);
  yield npyHead(places, [epochs, places.length]);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = epochOrder(places, { seed, of: '' }, epoch);
    yield new Uint8Array(order.buffer, order.byteOffset, order.byteLength);
  }
}

/** How much faster than the others the weights of some layers move, by their names in PyTorch. */
function factorsOf(
  checked: CheckedDocument,
  layouts: ReturnType<typeof weightLayouts>,
): Record<string, number> {
  return Object.fromEntries(
    layouts.flatMap(({ layer, name }) => {
      const { rate } = layerTraining(checked.settings.layers, layer);
      return rate === 1 ? [] : [[name, rate]];
    }),
  );
}

/**
 * Makes ready what a job needs: the program's network with its first weights, the data as the network sees them, the
 * order of the examples and the learning rate of each step, all as a training on this machine would have them.
 * @throws EngineError, and JobError for what the program does not do
 */
export async function prepareJob(
  document: ConvasDocument,
  precision: Precision = 'float32',
): Promise<PreparedJob> {
  const unfitted = await checkTrainable(document);
  const { network, settings } = unfitted;
  refuseUnknown(unfitted);
  const dataset = learnedBy(await openDataset(unfitted.dataset), unfitted.target);
  const division = divide(dataset, unfitted);
  const fitted = fitPreprocessing(preprocessingOf(document, network), dataset.train, division.train);
  const checked = withFitted(unfitted, fitted ?? undefined);
  const trained: TrainedNetwork = {
    ...(await networkSource(checked, null, language())),
    weights: initialWeights(listWeights(network), settings.seed),
    servingGraph: null,
    calibration: null,
    frozen: new Set(
      network.layers.flatMap(({ id }) => (layerTraining(settings.layers, id).frozen ? [id] : [])),
    ),
    run: null,
  };
  const stepsPerEpoch = Math.ceil(division.train.length / settings.batchSize);
  const steps = settings.epochs * stepsPerEpoch;
  const rates = Float64Array.from({ length: steps }, (_, step) =>
    rateAt(settings, { step, stepsPerEpoch, history: [] }),
  );
  const layouts = weightLayouts(trained);
  const job = {
    format: 'convas-job',
    version: 1,
    target: checked.target,
    scores: checked.target === 'class' ? scoresOf(readingOf(checked)) : 'outputs',
    loss: { kind: settings.loss.kind.kind, params: settings.loss.params },
    optimizer: { kind: settings.optimizer.kind.kind, params: settings.optimizer.params },
    clipping: settings.clipping,
    weightDecay: settings.weightDecay,
    classWeights: classWeightsFor(dataset, division, checked),
    factors: factorsOf(checked, layouts),
    batchSize: settings.batchSize,
    epochs: settings.epochs,
    checkpointSteps,
    precision,
  };
  const examples = {
    train: { split: dataset.train, indices: division.train },
    validation: { split: validationSource(dataset), indices: division.validation },
  };
  const files: OutputFile[] = [
    { path: 'job.json', chunks: [new TextEncoder().encode(`${JSON.stringify(job, null, 2)}\n`)] },
    { path: 'document.convas', chunks: [new TextEncoder().encode(serializeDocument(checked.document))] },
    ...Object.entries(examples).flatMap(([name, of]): OutputFile[] => [
      { path: `data/${name}-x.npy`, chunks: inputsOf(of, checked) },
      { path: `data/${name}-y.npy`, chunks: targetsOf(of, checked) },
    ]),
    { path: 'data/order.npy', chunks: ordersOf(division, checked) },
    { path: 'data/rates.npy', chunks: npy(rates, [steps]) },
  ];
  return { checked, dataset, network: trained, files, steps, stepsPerEpoch };
}
