import { digitBitmaps } from '../../layers/core/digit-bitmaps.ts';
import type { Network } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { dataFile, dataFiles, initialFile, initialWeights, loadingOf } from '../program.ts';
import { programFacts } from '../program-facts.ts';
import { besideScript, docText, identifiers, literal, quoted } from '../python/literal.ts';
import { prepareLines } from '../python/prepare-code.ts';
import { pythonRuntime } from '../python/run.ts';
import type { NetworkSource } from '../sources.ts';
import { helpers, nearest, scaledTanh } from './code/helpers.ts';
import { type ProgramParts, runtimeScript, script, sectionsOf } from './code/program.ts';
import { distanceLayerOf } from './distances.ts';
import { layerCode, unsupportedLayers } from './layer-code.ts';
import { leftOut, lossCode, metricsCode, optimizerCode } from './training-code.ts';

/** What Keras calls the layers, and the program its variables. */
const namesOf = ({ layers }: Network): readonly string[] =>
  identifiers(
    layers.map(({ name }) => name),
    ['keras', 'layers', 'ops', 'np', 'os', 'sys'],
  );

/** Published data that Keras has as well. */
const datasets: Readonly<Record<string, string>> = {
  'mnist-10k': 'keras.datasets.mnist.load_data()',
  mnist: 'keras.datasets.mnist.load_data()',
  'fashion-mnist': 'keras.datasets.fashion_mnist.load_data()',
  'cifar-10': 'keras.datasets.cifar10.load_data()',
};

const published = new Set(Object.keys(datasets));

function modelOf({ network, document }: NetworkSource) {
  const names = namesOf(network);
  const variables = new Map(network.layers.map(({ id }, at) => [id, names[at]!]));
  const classes = new Set<string>();
  const lines = network.layers.flatMap((layer, at) => {
    const name = names[at]!;
    if (layer.inputs.length === 0)
      return [`${name} = keras.Input(${literal([...layer.outputShape])}, name=${quoted(name)})`];
    const { call, className } = layerCode(layer.kind, layer.params, layer.inputShapes, name);
    classes.add(className);
    const inputs = layer.inputs.map((id) => variables.get(id)!);
    const applied = inputs.length === 1 ? inputs[0]! : `[${inputs.join(', ')}]`;
    if (!layerTraining(document.training.layers, layer.id).frozen) return [`${name} = ${call}(${applied})`];
    return [`frozen = ${call}`, 'frozen.trainable = False', `${name} = frozen(${applied})`];
  });
  const ends = (ids: readonly string[]): string => {
    const own = ids.map((id) => variables.get(id)!);
    return own.length === 1 ? own[0]! : `[${own.join(', ')}]`;
  };
  return { lines, classes, inputs: ends(network.inputs), outputs: ends(network.outputs) };
}

const targetsOf = ({ reading, labels, network, target }: NetworkSource): string => {
  if (target === 'input' || reading?.meaning === 'reconstruction') return 'x_train, x_test';
  if (target === 'labels' || target === 'numbers')
    return "y_train.astype('float32'), y_test.astype('float32')";
  if (target === 'mask') {
    if (reading?.single) return "y_train[..., None].astype('float32'), y_test[..., None].astype('float32')";
    const depth = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape.at(-1);
    return `np.eye(${depth}, dtype='float32')[y_train], np.eye(${depth}, dtype='float32')[y_test]`;
  }
  if (reading?.single) return "y_train[:, None].astype('float32'), y_test[:, None].astype('float32')";
  const classes = labels.length > 0 ? String(labels.length) : 'int(y_train.max()) + 1';
  return `np.eye(${classes}, dtype='float32')[y_train], np.eye(${classes}, dtype='float32')[y_test]`;
};

/** What lies beside the program. */
export const besideProgram = async (source: NetworkSource): Promise<readonly OutputFile[]> => [
  ...(await dataFiles(source, loadingOf(source, published), 'npz')),
  ...(await initialWeights(source, namesOf(source.network))),
];

/**
 * The program's parts: a script has them one after the other, a notebook one a cell.
 * @param beside a file that lies beside it, as an expression
 */
export function programParts(source: NetworkSource, beside: (file: string) => string): ProgramParts {
  const { name, network, reading, inference, initial, target } = source;
  const facts = programFacts(source, { published, leftOut });
  const { settings, loading, dataset, operations, localized } = facts;
  const { lines, classes, inputs, outputs } = modelOf(source);
  const text = lines.join('\n');
  const own = Object.keys(helpers).filter((each) => classes.has(each));
  const rbf = distanceLayerOf(source);
  const distances = rbf >= 0;
  const kindLine = (output: string): string =>
    `model.get_layer(${quoted(namesOf(network)[rbf]!)}).output_kind = ${quoted(output)}`;
  const stopping = settings.earlyStopping;
  const [height = 28, width = 28, channels = 1] = inference?.image ?? network.layers[0]!.outputShape;
  return {
    about: docText(localized(message('programs.about-training', { name, framework: 'Keras 3' }))),
    helpers: [
      ...(text.includes('scaled_tanh') ? [scaledTanh] : []),
      ...own.map((each) => helpers[each]!),
      ...(metricsCode(reading, distances, target) === '[accuracy]' ? [nearest] : []),
    ],
    constants: [
      `EPOCHS = ${settings.epochs}`,
      `BATCH_SIZE = ${settings.batchSize}`,
      `VALIDATION_SPLIT = ${settings.validationSplit}`,
      `SEED = ${settings.seed}`,
      ...(classes.has('RBFOutput') ? [`BITMAPS = ${JSON.stringify(digitBitmaps)}`] : []),
    ],
    dataset: datasets[dataset] ?? null,
    data: loading === 'beside' ? beside(dataFile) : null,
    initial: initial && beside(initialFile),
    folder: `sys.argv[1] if len(sys.argv) > 1 else ${quoted(dataset)}`,
    imageSize: literal([height, width]),
    colorMode: channels === 1 ? 'grayscale' : 'rgb',
    prepare: operations ? prepareLines(operations) : ['x = x / 255'],
    layers: lines,
    inputs,
    outputs,
    name: quoted(identifiers([name || 'model'])[0]!),
    optimizer: optimizerCode(settings),
    loss: lossCode(settings, reading, distances),
    metrics: metricsCode(reading, distances, target),
    targets: targetsOf(source),
    callbacks: stopping
      ? [
          `keras.callbacks.EarlyStopping('val_loss', patience=${stopping.patience}, min_delta=${stopping.minDelta}, restore_best_weights=${literal(stopping.restoreBest)})`,
        ]
      : [],
    notes: facts.notes,
    before: distances ? [`# ${localized(message('programs.distances'))}`, kindLine('distance')] : [],
    after: distances ? [kindLine('probability')] : [],
    words: {
      ...facts.words,
      data: localized(message(loading === 'beside' ? 'programs.data-npz' : 'programs.data')),
    },
  };
}

/** A program that defines, trains and evaluates the network with Keras 3, from nothing. */
export const python: FormatOf<'document'> = {
  id: 'python',
  source: 'document',
  extensions: ['.py'],
  options: noOptions,
  // Keras has every kind, or the program defines it.
  supports: unsupportedLayers,
  async *write(source) {
    yield textFile('train.py', script(sectionsOf(programParts(source, besideScript))));
    yield* await besideProgram(source);
  },
  runtimes: () => [pythonRuntime({ title: 'Keras', script: runtimeScript, weights: namesOf })],
};
