import { digitBitmaps } from '../../layers/core/digit-bitmaps.ts';
import type { Network } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { dataFiles, initialFile, initialWeights, loadingOf } from '../program.ts';
import { programFacts } from '../program-facts.ts';
import { takesDistances } from '../python-keras/distances.ts';
import { unsupportedLayers } from '../python-keras/layer-code.ts';
import { leftOut } from '../python-keras/training-code.ts';
import type { NetworkSource } from '../sources.ts';
import { helpers, nearest, scaledTanh } from './code/helpers.ts';
import { identifiers, literal, quoted } from './code/literal.ts';
import { type ProgramParts, script } from './code/program.ts';
import { layerCode } from './layer-code.ts';
import { prepareLines } from './prepare-code.ts';
import { lossCode, metricsCode, optimizerCode } from './training-code.ts';

/** Published data that keras3 has as well. */
const datasets: Readonly<Record<string, string>> = {
  'mnist-10k': 'dataset_mnist()',
  mnist: 'dataset_mnist()',
  'fashion-mnist': 'dataset_fashion_mnist()',
  'cifar-10': 'dataset_cifar10()',
};

const published = new Set(Object.keys(datasets));

/** The program's variables, one for each layer. */
const namesOf = ({ layers }: Network): readonly string[] => identifiers(layers.map(({ name }) => name));

function modelOf({ network, document }: NetworkSource) {
  const names = namesOf(network);
  const variables = new Map(network.layers.map(({ id }, at) => [id, names[at]!]));
  const classes = new Set<string>();
  const lines = network.layers.flatMap((layer, at) => {
    const name = names[at]!;
    if (layer.inputs.length === 0)
      return [`${name} <- keras_input(shape = ${literal([...layer.outputShape])}, name = ${quoted(name)})`];
    const { call, className } = layerCode(layer, name);
    classes.add(className);
    const inputs = layer.inputs.map((id) => variables.get(id)!);
    if (inputs.length > 1) return [`${name} <- ${call}(list(${inputs.join(', ')}))`];
    if (!layerTraining(document.training.layers, layer.id).frozen)
      return [`${name} <- ${inputs[0]} |> ${call}`];
    return [`frozen <- ${call}`, 'freeze_weights(frozen)', `${name} <- frozen(${inputs[0]})`];
  });
  const ends = (ids: readonly string[]): string => {
    const own = ids.map((id) => variables.get(id)!);
    return own.length === 1 ? own[0]! : `list(${own.join(', ')})`;
  };
  return { lines, classes, inputs: ends(network.inputs), outputs: ends(network.outputs) };
}

function targetsOf({ reading, labels, network, target }: NetworkSource): string {
  if (target === 'input' || reading?.meaning === 'reconstruction') return 'x';
  if (target === 'labels' || target === 'numbers') return 'labels';
  if (target === 'mask' && reading?.single) return 'array(as.numeric(labels), c(dim(labels), 1))';
  if (reading?.single) return 'matrix(as.numeric(labels), ncol = 1)';
  const output = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape;
  return `to_categorical(labels, ${labels.length > 0 && target === 'class' ? labels.length : output.at(-1)})`;
}

function partsOf(source: NetworkSource): ProgramParts {
  const { name, reading, initial, target } = source;
  const facts = programFacts(source, {
    published,
    leftOut,
    escaped: (text) => text.replace(/\p{Cc}/gu, ' '),
    takesLogarithms: takesDistances(source),
  });
  const { settings, loading, dataset, operations, localized } = facts;
  const { lines, classes, inputs, outputs } = modelOf(source);
  const metrics = metricsCode(reading, target);
  const stopping = settings.earlyStopping;
  return {
    about: localized(message('programs.about-training', { name, framework: 'keras3' })),
    helpers: [
      ...(lines.some((line) => line.includes('scaled_tanh')) ? [scaledTanh] : []),
      ...Object.keys(helpers).flatMap((each) => (classes.has(each) ? [helpers[each]!] : [])),
      ...(metrics === 'list(accuracy)' ? [nearest] : []),
    ],
    constants: [
      `EPOCHS <- ${settings.epochs}`,
      `BATCH_SIZE <- ${settings.batchSize}`,
      `VALIDATION_SPLIT <- ${settings.validationSplit}`,
      `SEED <- ${settings.seed}`,
      ...(classes.has('RBFOutput')
        ? [`BITMAPS <- rbind(\n${digitBitmaps.map((row) => `  c(${row.join(', ')})`).join(',\n')}\n)`]
        : []),
    ],
    dataset: datasets[dataset] ?? null,
    prepare: operations ? prepareLines(operations) : ['x <- x / 255'],
    initial: initial ? quoted(initialFile) : null,
    layers: lines,
    inputs,
    outputs,
    name: quoted(identifiers([name || 'model'])[0]!),
    optimizer: optimizerCode(settings),
    loss: lossCode(settings, reading),
    metrics,
    targets: targetsOf(source),
    callbacks: stopping
      ? [
          `callback_early_stopping("val_loss", patience = ${stopping.patience}, min_delta = ${stopping.minDelta}, restore_best_weights = ${literal(stopping.restoreBest)})`,
        ]
      : [],
    notes: facts.notes,
    words: {
      ...facts.words,
      data: localized(message(loading === 'beside' ? 'programs.data-npz' : 'programs.data')),
      run: localized(message('programs.run', { command: 'install.packages("keras3"); Rscript train.R' })),
    },
  };
}

/** A program that defines, trains and evaluates the network with R's keras3, from nothing. */
export const r: FormatOf<'document'> = {
  id: 'r',
  source: 'document',
  extensions: ['.R', '.r'],
  options: noOptions,
  supports: unsupportedLayers,
  async *write(source) {
    yield textFile('train.R', script(partsOf(source)));
    yield* await dataFiles(source, loadingOf(source, published), 'npz');
    yield* await initialWeights(source, namesOf(source.network));
  },
};
