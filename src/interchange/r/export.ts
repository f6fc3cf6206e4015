import { digitBitmaps } from '../../layers/core/digit-bitmaps.ts';
import { type Message, message, sentence } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { resolveSettings } from '../../training/resolve.ts';
import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
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

function modelOf({ network, document }: NetworkSource) {
  const names = identifiers(network.layers.map(({ name }) => name));
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

function targetsOf({ reading, labels, document, network }: NetworkSource): string {
  if (document.data?.target === 'input' || reading?.meaning === 'reconstruction') return 'x';
  if (reading?.single) return 'matrix(as.numeric(labels), ncol = 1)';
  const output = network.layers.find(({ id }) => id === network.outputs[0])!.outputShape;
  return `to_categorical(labels, ${labels.length > 0 ? labels.length : output.at(-1)})`;
}

function partsOf(source: NetworkSource): ProgramParts {
  const { name, document, reading, inference, language } = source;
  const target = document.data?.target ?? 'label';
  if (target !== 'label' && target !== 'input')
    throw new TextError(message('interchange.program-of-classes'));
  const resolved = resolveSettings(document.training);
  if (!resolved.ok) throw new TextError(resolved.error);
  const { settings } = resolved;
  const say = (told: Message): string => sentence(told, language).replace(/\p{Cc}/gu, ' ');
  const { lines, classes, inputs, outputs } = modelOf(source);
  const dataset = document.data?.dataset ?? 'mnist';
  const metrics = metricsCode(reading);
  const stopping = settings.earlyStopping;
  const untold = leftOut(settings);
  return {
    about: say(message('programs.about-training', { name, framework: 'keras3' })),
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
    prepare: inference ? prepareLines(inference.operations) : ['x <- x / 255'],
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
    notes: [
      ...(untold.length > 0 ? [`# ${say(message('programs.left-out', { settings: untold }))}`] : []),
      ...(takesDistances(source) ? [`# ${say(message('programs.logarithms'))}`] : []),
      ...(dataset === 'mnist-10k' ? [`# ${say(message('programs.whole-mnist'))}`] : []),
    ],
    words: {
      data: say(message('programs.data')),
      prepare: say(message('programs.prepare')),
      model: say(message('programs.model')),
      training: say(message('programs.training')),
      evaluate: say(message('programs.evaluate')),
      run: say(message('programs.run', { command: 'install.packages("keras3"); Rscript train.R' })),
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
  write: (source) => [textFile('train.R', script(partsOf(source)))],
};
