import { type Message, message, sentence } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { resolveSettings } from '../../training/resolve.ts';
import { type FormatOf, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { leftOut } from '../python-keras/training-code.ts';
import type { NetworkSource } from '../sources.ts';
import { chainsOf, unsupportedLayers } from '../tfjs/chain.ts';
import { call, identifiers, quoted } from './code/literal.ts';
import { type ProgramParts, script } from './code/program.ts';
import { argumentsOf, functionOf } from './layer-code.ts';
import { prepareLines } from './prepare-code.ts';
import { programFile, programRuntime } from './runtime.ts';
import { leftOutHere, lossCode, metricsCode, optimizerCode } from './training-code.ts';

/** Published data that are stored as MNIST is. */
const idx: ReadonlySet<string> = new Set(['mnist', 'mnist-10k', 'fashion-mnist']);

const applied = ' as tf.SymbolicTensor;';

function modelOf({ network, document }: NetworkSource) {
  const chains = chainsOf(network);
  const names = chains.flatMap(({ links, repeated }) => [
    ...repeated.values(),
    ...links.map(({ name }) => name),
  ]);
  const variables = new Map(identifiers(names).map((variable, at) => [names[at]!, variable]));
  const ends = new Map(chains.map(({ layer, links }) => [layer.id, variables.get(links.at(-1)!.name)!]));
  const lines = chains.flatMap(({ layer, links, repeated }) => {
    const frozen = layerTraining(document.training.layers, layer.id).frozen;
    const passing = [...repeated].map(([at, name]) => {
      const input = ends.get(layer.inputs[at]!)!;
      const given = { activation: 'linear', name };
      return call(`const ${variables.get(name)} = tf.layers.activation`, given, `.apply(${input})${applied}`);
    });
    const sources = layer.inputs.map((id, at) => {
      const through = repeated.get(at);
      return through === undefined ? ends.get(id)! : variables.get(through)!;
    });
    const described = links.map(({ name, link }, at) => {
      const variable = variables.get(name)!;
      if (sources.length === 0)
        return call(`const ${variable} = tf.input`, { shape: [...layer.outputShape], name }, ';');
      const given = at > 0 ? [variables.get(links[at - 1]!.name)!] : sources;
      const taken = given.length === 1 ? given[0]! : `[${given.join(', ')}]`;
      const own = { ...argumentsOf(link), ...(frozen && { trainable: false }), name };
      return call(
        `const ${variable} = tf.layers.${functionOf(link.className)}`,
        own,
        `.apply(${taken})${applied}`,
      );
    });
    return [...passing, ...described];
  });
  const all = (ids: readonly string[]): string => {
    const own = ids.map((id) => ends.get(id)!);
    return own.length === 1 ? own[0]! : `[${own.join(', ')}]`;
  };
  return { lines, inputs: all(network.inputs), outputs: all(network.outputs) };
}

/** The function that makes of labels what the loss compares outputs with. */
function targetsOf({ reading, labels, document, network }: NetworkSource): string {
  const head = (x: string, labels: string): string =>
    `function targets(${x}: tf.Tensor, ${labels}: Float32Array): tf.Tensor {`;
  if (document.data?.target === 'input' || reading?.meaning === 'reconstruction')
    return `${head('x', '_labels')}\n  return x;\n}`;
  if (reading?.single) {
    const [first, second] = reading.targets;
    const signed = first === 0 && second === 1 ? '' : `.mul(${second - first}).add(${first})`;
    return `${head('_x', 'labels')}\n  return tf.tensor1d(labels).expandDims(1)${signed};\n}`;
  }
  const classes =
    labels.length > 0
      ? labels.length
      : network.layers.find(({ id }) => id === network.outputs[0])!.outputShape.at(-1);
  return `${head('_x', 'labels')}\n  return tf.oneHot(tf.tensor1d(labels, 'int32'), ${classes}).toFloat();\n}`;
}

function partsOf(source: NetworkSource): ProgramParts {
  const { name, document, reading, inference, language } = source;
  const target = document.data?.target ?? 'label';
  if (target !== 'label' && target !== 'input')
    throw new TextError(message('interchange.program-of-classes'));
  const resolved = resolveSettings(document.training);
  if (!resolved.ok) throw new TextError(resolved.error);
  const { settings } = resolved;
  const say = (told: Message): string => sentence(told, language).replaceAll('*/', '* /');
  const { lines, inputs, outputs } = modelOf(source);
  const untold = [...leftOut(settings), ...leftOutHere(settings)];
  const stopping = settings.earlyStopping;
  const dataset = document.data?.dataset ?? 'data';
  const data = idx.has(dataset) ? 'idx' : 'npy';
  const folder = dataset === 'mnist-10k' ? 'mnist' : data === 'idx' ? dataset : 'data';
  return {
    about: say(message('programs.about-training', { name, framework: 'TensorFlow.js' })).replaceAll(
      /\p{Cc}/gu,
      ' ',
    ),
    constants: [
      `const EPOCHS = ${settings.epochs};`,
      `const BATCH_SIZE = ${settings.batchSize};`,
      `const VALIDATION_SPLIT = ${settings.validationSplit};`,
    ],
    data,
    folder: quoted(folder),
    prepare: inference ? prepareLines(inference.operations) : ['x = x.div(255);'],
    layers: lines,
    inputs,
    outputs,
    name: quoted(name.replace(/[^A-Za-z0-9_.-]/g, '_') || 'model'),
    targets: targetsOf(source),
    optimizer: optimizerCode(settings),
    loss: lossCode(settings, reading),
    metrics: metricsCode(reading),
    callbacks: stopping
      ? [
          call(
            'tf.callbacks.earlyStopping',
            { monitor: 'val_loss', patience: stopping.patience, minDelta: stopping.minDelta },
            '',
          ),
        ]
      : [],
    notes: [
      ...(untold.length > 0 ? [`// ${say(message('programs.left-out', { settings: untold }))}`] : []),
      ...(dataset === 'mnist-10k' ? [`// ${say(message('programs.whole-mnist'))}`] : []),
    ],
    words: {
      data: say(message(`programs.data-${data}`)),
      prepare: say(message('programs.prepare')),
      model: say(message('programs.model')),
      training: say(message('programs.training')),
      evaluate: say(message('programs.evaluate')),
      run: say(
        message('programs.run', {
          command: `npm install @tensorflow/tfjs; node ${programFile} ${folder}`,
        }),
      ),
    },
  };
}

/** A program that defines, trains and evaluates the network with TensorFlow.js, from nothing. */
export const typescript: FormatOf<'document'> = {
  id: 'typescript',
  source: 'document',
  extensions: ['.ts'],
  options: noOptions,
  supports: unsupportedLayers,
  write: (source) => [textFile(programFile, script(partsOf(source)))],
  runtimes: () => [programRuntime],
};
