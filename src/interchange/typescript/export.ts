import { isImageShape } from '../../preprocessing/pipeline.ts';
import { message } from '../../text/message.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { bytesOf } from '../bytes.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { noOptions } from '../options.ts';
import { dataFiles, loadingOf } from '../program.ts';
import { programFacts } from '../program-facts.ts';
import { leftOut } from '../python-keras/training-code.ts';
import type { NetworkSource } from '../sources.ts';
import { chainsOf, unsupportedLayers } from '../tfjs/chain.ts';
import { entriesOf } from '../tfjs/export.ts';
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
function targetsOf({ reading, labels, network, target }: NetworkSource): string {
  const head = (x: string, y: string): string =>
    `function targets(${x}: tf.Tensor, ${y}: tf.Tensor): tf.Tensor {`;
  if (target === 'input' || reading?.meaning === 'reconstruction')
    return `${head('x', '_y')}\n  return x;\n}`;
  if (target === 'labels' || target === 'numbers') return `${head('_x', 'y')}\n  return y.toFloat();\n}`;
  if (reading?.single) {
    const [first, second] = reading.targets;
    const signed = first === 0 && second === 1 ? '' : `.mul(${second - first}).add(${first})`;
    return `${head('_x', 'y')}\n  return y.expandDims(-1)${signed};\n}`;
  }
  const classes =
    labels.length > 0 && target === 'class'
      ? labels.length
      : network.layers.find(({ id }) => id === network.outputs[0])!.outputShape.at(-1);
  return `${head('_x', 'y')}\n  return tf.oneHot(y.toInt(), ${classes}).toFloat();\n}`;
}

function partsOf(source: NetworkSource): ProgramParts {
  const { name, reading, data: stored, initial, target } = source;
  const facts = programFacts(source, {
    published: idx,
    otherwise: 'data',
    comment: '//',
    escaped: (text) => text.replaceAll('*/', '* /'),
    leftOut: (settings) => [...leftOut(settings), ...leftOutHere(settings)],
  });
  const { settings, loading, dataset, operations, localized } = facts;
  const { lines, inputs, outputs } = modelOf(source);
  const stopping = settings.earlyStopping;
  const data = loading === 'published' ? 'idx' : 'npy';
  const folder = dataset === 'mnist-10k' ? 'mnist' : data === 'idx' ? dataset : 'data';
  return {
    about: localized(message('programs.about-training', { name, framework: 'TensorFlow.js' })).replaceAll(
      /\p{Cc}/gu,
      ' ',
    ),
    constants: [
      `const EPOCHS = ${settings.epochs};`,
      `const BATCH_SIZE = ${settings.batchSize};`,
      `const VALIDATION_SPLIT = ${settings.validationSplit};`,
    ],
    data,
    folder: loading === 'beside' ? 'import.meta.dirname' : quoted(folder),
    images: !stored || isImageShape(stored.shape, stored.dtype),
    initial: initial !== null,
    prepare: operations ? prepareLines(operations) : ['x = x.div(255);'],
    layers: lines,
    inputs,
    outputs,
    name: quoted(name.replace(/[^A-Za-z0-9_.-]/g, '_') || 'model'),
    targets: targetsOf(source),
    optimizer: optimizerCode(settings),
    loss: lossCode(settings, reading),
    metrics: metricsCode(reading, target),
    callbacks: stopping
      ? [
          call(
            'tf.callbacks.earlyStopping',
            { monitor: 'val_loss', patience: stopping.patience, minDelta: stopping.minDelta },
            '',
          ),
        ]
      : [],
    notes: facts.notes,
    words: {
      ...facts.words,
      data: localized(message(`programs.data-${data}`)),
      run: localized(
        message('programs.run', {
          command: `npm install @tensorflow/tfjs; node ${programFile}${loading === 'beside' ? '' : ` ${folder}`}`,
        }),
      ),
    },
  };
}

/** Weights that the network begins with: of each layer, in the order in which TensorFlow.js has them. */
async function initialWeights({ network, initial }: NetworkSource): Promise<readonly OutputFile[]> {
  if (!initial) return [];
  const taken = await initial.read();
  const own = chainsOf(network).filter(({ layer }) => taken.has(`${layer.name}/${layer.weights[0]?.name}`));
  const entries = entriesOf(own, taken);
  const layers = [...new Set(entries.map(({ name }) => name.slice(0, name.indexOf('/'))))];
  return [
    textFile('initial.json', `${JSON.stringify(layers)}\n`),
    { path: 'initial.bin', chunks: entries.map(({ values }) => bytesOf(values)) },
  ];
}

/** A program that defines, trains and evaluates the network with TensorFlow.js, from nothing. */
export const typescript: FormatOf<'document'> = {
  id: 'typescript',
  source: 'document',
  extensions: ['.ts'],
  options: noOptions,
  supports: unsupportedLayers,
  async *write(source) {
    yield textFile(programFile, script(partsOf(source)));
    yield* await dataFiles(source, loadingOf(source, idx, 'data'), 'npy');
    yield* await initialWeights(source);
  },
  runtimes: () => [programRuntime],
};
