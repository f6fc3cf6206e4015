import { digitBitmaps } from '../../layers/core/digit-bitmaps.ts';
import type { Network } from '../../network/network.ts';
import { type Message, message, sentence } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { resolveSettings } from '../../training/resolve.ts';
import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { docText, literal, quoted } from '../python/literal.ts';
import { prepareLines } from '../python/prepare-code.ts';
import { pythonRuntime } from '../python/run.ts';
import { takesDistances } from '../python-keras/distances.ts';
import { leftOut } from '../python-keras/training-code.ts';
import { moduleParts, type Named, namedLayers, torchShapeOf } from '../pytorch/export.ts';
import { unsupportedLayers } from '../pytorch/table.ts';
import type { NetworkSource } from '../sources.ts';
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

const frozenOf = ({ network, document }: NetworkSource): ReadonlySet<string> =>
  new Set(
    network.layers.flatMap(({ id }) => (layerTraining(document.training.layers, id).frozen ? [id] : [])),
  );

function targetsOf({ reading, labels, document, network }: NetworkSource): string {
  if (document.data?.target === 'input' || reading?.meaning === 'reconstruction') return 'x';
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
  const { name, document, reading, inference, language, network } = source;
  const target = document.data?.target ?? 'label';
  if (target !== 'label' && target !== 'input')
    throw new TextError(message('interchange.program-of-classes'));
  const resolved = resolveSettings(document.training);
  if (!resolved.ok) throw new TextError(resolved.error);
  const { settings } = resolved;
  const say = (told: Message): string => sentence(told, language);
  const frozen = frozenOf(source);
  const layers = namedLayers(network, frozen);
  const outputs = { reading, distances: false };
  const untold = [...leftOut(settings), ...leftOutHere(settings)];
  const dataset = document.data?.dataset ?? 'mnist';
  const [height = 28, width = 28, channels = 1] = inference?.image ?? network.layers[0]!.outputShape;
  const stopping = settings.earlyStopping;
  return {
    about: docText(say(message('programs.about-training', { name, framework: 'PyTorch' }))),
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
    folder: `sys.argv[1] if len(sys.argv) > 1 else ${quoted(dataset)}`,
    mode: channels === 1 ? 'L' : 'RGB',
    imageSize: literal([width, height]),
    prepare: inference ? prepareLines(inference.operations, 'torch') : ['x = x / 255'],
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
    notes: [
      ...(untold.length > 0 ? [`# ${say(message('programs.left-out', { settings: untold }))}`] : []),
      ...(takesDistances(source) ? [`# ${say(message('programs.logarithms'))}`] : []),
      ...(dataset === 'mnist-10k' ? [`# ${say(message('programs.whole-mnist'))}`] : []),
    ],
    words: {
      data: say(message('programs.data')),
      prepare: say(message('programs.prepare')),
      initialize: say(message('programs.initialize')),
      training: say(message('programs.training')),
      evaluate: say(message('programs.evaluate')),
    },
  };
}

const named = (network: Network): readonly Named[] => namedLayers(network, new Set());

/** A program that defines, trains and evaluates the network with PyTorch, from nothing. */
export const pythonTorch: FormatOf<'document'> = {
  id: 'python-torch',
  source: 'document',
  extensions: ['.py'],
  options: noOptions,
  supports: unsupportedLayers,
  write: (source) => [textFile('train.py', script(partsOf(source)))],
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
