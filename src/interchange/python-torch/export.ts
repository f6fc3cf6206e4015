import { digitBitmaps } from '../../layers/core/digit-bitmaps.ts';
import type { Network } from '../../network/network.ts';
import { isImageShape } from '../../preprocessing/pipeline.ts';
import { message } from '../../text/message.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { dataFile, dataFiles, initialFile, loadingOf, type ProgramWeight, weightsFile } from '../program.ts';
import { programFacts } from '../program-facts.ts';
import { besideScript, docText, literal, quoted } from '../python/literal.ts';
import { prepareLines } from '../python/prepare-code.ts';
import { pythonRuntime } from '../python/run.ts';
import { takesDistances } from '../python-keras/distances.ts';
import { leftOut } from '../python-keras/training-code.ts';
import { moduleParts, type Named, namedLayers, torchShapeOf } from '../pytorch/export.ts';
import { unsupportedLayers } from '../pytorch/table.ts';
import type { NetworkSource } from '../sources.ts';
import { transposed } from '../transpose.ts';
import { type ProgramParts, runtimeScript, script } from './code/program.ts';
import { initializeLines, penaltyOf } from './initialize-code.ts';
import { leftOutHere, lossCode, optimizerCode, rightCode } from './training-code.ts';

/** Published data that torchvision has as well. */
const datasets: Readonly<Record<string, string>> = {
  'mnist-10k': 'MNIST',
  mnist: 'MNIST',
  'fashion-mnist': 'FashionMNIST',
  'cifar-10': 'CIFAR10',
};

const published = new Set(Object.keys(datasets));

const frozenOf = ({ network, document }: NetworkSource): ReadonlySet<string> =>
  new Set(
    network.layers.flatMap(({ id }) => (layerTraining(document.training.layers, id).frozen ? [id] : [])),
  );

function targetsOf({ reading, labels, network, target }: NetworkSource): string {
  if (target === 'input' || reading?.meaning === 'reconstruction') return 'x';
  if (target === 'labels' || target === 'numbers') return "torch.from_numpy(labels.astype('float32'))";
  if (target === 'mask') {
    if (reading?.single) return "torch.from_numpy(labels.astype('float32'))[:, None]";
    const depth = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape.at(-1);
    return `F.one_hot(torch.from_numpy(labels.astype('int64')), ${depth}).movedim(-1, 1).float()`;
  }
  if (reading?.single) {
    const [first, second] = reading.targets;
    const from = first === 0 && second === 1 ? '' : ` * ${second - first} + ${first}`;
    return `torch.from_numpy(labels.astype('float32'))[:, None]${from}`;
  }
  const output = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape;
  const classes = labels.length > 0 ? labels.length : output.at(-1);
  return `F.one_hot(torch.from_numpy(labels.astype('int64')), ${classes}).float()`;
}

function partsOf(source: NetworkSource): ProgramParts {
  const { name, reading, inference, network, initial, data, target } = source;
  const facts = programFacts(source, {
    published,
    leftOut: (settings) => [...leftOut(settings), ...leftOutHere(settings)],
    takesLogarithms: takesDistances(source),
  });
  const { settings, loading, dataset, operations, localized } = facts;
  const frozen = frozenOf(source);
  const layers = namedLayers(network, frozen);
  const outputs = { reading, distances: false, target };
  const [height = 28, width = 28, channels = 1] = inference?.image ?? network.layers[0]!.outputShape;
  const stopping = settings.earlyStopping;
  return {
    about: docText(localized(message('programs.about-training', { name, framework: 'PyTorch' }))),
    module: moduleParts(source, frozen, layers),
    constants: [
      `EPOCHS = ${settings.epochs}`,
      `BATCH_SIZE = ${settings.batchSize}`,
      `VALIDATION_SPLIT = ${settings.validationSplit}`,
      `SEED = ${settings.seed}`,
      ...(network.layers.some(({ kind }) => kind.kind === 'rbfOutput')
        ? [
            `BITMAPS = [${digitBitmaps.map((row) => `[${row.map((value) => value.toFixed(1)).join(', ')}]`).join(', ')}]`,
          ]
        : []),
    ],
    dataset: datasets[dataset] ?? null,
    data: loading === 'beside' ? besideScript(dataFile) : null,
    initial: initial && besideScript(initialFile),
    images: !data || isImageShape(data.shape, data.dtype),
    folder: `sys.argv[1] if len(sys.argv) > 1 else ${quoted(dataset)}`,
    mode: channels === 1 ? 'L' : 'RGB',
    imageSize: literal([width, height]),
    prepare: operations ? prepareLines(operations, 'torch') : ['x = x / 255'],
    initialize: initializeLines(layers),
    penalty: penaltyOf(layers),
    targets: targetsOf(source),
    optimizer: optimizerCode(settings),
    loss: lossCode(settings, outputs),
    right: rightCode(outputs),
    patience: stopping && {
      epochs: stopping.patience,
      least: stopping.minDelta,
      restore: stopping.restoreBest,
    },
    notes: facts.notes,
    words: {
      ...facts.words,
      data: localized(message(loading === 'beside' ? 'programs.data-npz' : 'programs.data')),
      initialize: localized(message('programs.initialize')),
    },
  };
}

/** Weights that the network begins with, by their keys in the `state_dict`. */
async function initialWeights(source: NetworkSource): Promise<readonly OutputFile[]> {
  if (!source.initial) return [];
  const taken = await source.initial.read();
  const weights = namedLayers(source.network, frozenOf(source)).flatMap(({ layer, name, torch }) =>
    layer.weights.flatMap((spec): ProgramWeight[] => {
      const values = taken.get(`${layer.name}/${spec.name}`);
      if (!values) return [];
      const [key, axes, shape] = torchShapeOf(name, torch, spec);
      return [{ name: key, shape, values: transposed(values, spec.shape, axes) }];
    }),
  );
  return [weightsFile(weights)];
}

const named = (network: Network): readonly Named[] => namedLayers(network, new Set());

/** A program that defines, trains and evaluates the network with PyTorch, from nothing. */
export const pythonTorch: FormatOf<'document'> = {
  id: 'python-torch',
  source: 'document',
  extensions: ['.py'],
  options: noOptions,
  supports: unsupportedLayers,
  async *write(source) {
    yield textFile('train.py', script(partsOf(source)));
    yield* await dataFiles(source, loadingOf(source, published), 'npz');
    yield* await initialWeights(source);
  },
  runtimes: () => [
    pythonRuntime({
      title: 'PyTorch',
      script: runtimeScript,
      weights: (network) => named(network).map(({ name }) => name),
      extra: (network) =>
        Object.fromEntries(
          named(network).map(({ layer, name, torch }) => [
            name,
            Object.fromEntries(layer.weights.map((spec) => [spec.name, torchShapeOf(name, torch, spec)])),
          ]),
        ),
    }),
  ],
};
