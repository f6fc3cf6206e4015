import { choice, counted, groupDigits, list, plural } from '../words.ts';
import { type Learned, learns } from './training.ts';

type Backend = 'native' | 'webgpu' | 'webgl' | 'wasm' | 'cpu';
const backends: Readonly<Record<Backend, string>> = {
  native: 'Native TensorFlow',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};
const doctor = ' Run "convas doctor" to fix it.';

export interface Library {
  oneDnn: boolean;
  intraOpThreads: number;
  interOpThreads: number;
}
const library = ({ oneDnn, intraOpThreads, interOpThreads }: Library): string =>
  `oneDNN ${oneDnn ? 'on' : 'off'}, ${intraOpThreads} and ${interOpThreads} threads within and between operations`;

const became = { exploded: 'exploded to', nan: 'is no longer a number', infinite: 'has become infinite' };

export interface Features {
  layer: string;
  count: number;
  variants: number;
}

/** Why the engine refuses, how runs end, and how it computes. */
export const engine = {
  unexpected: ({ detail }: { detail: string }) => `An unexpected error inside the engine: ${detail}`,
  'no-longer-wanted': 'The request was canceled.',

  'not-buildable': 'The network cannot be built.',
  'several-inputs': ({ count }: { count: number }) =>
    `The network has ${counted(count, 'input')}. It should have one.`,
  'several-outputs': ({ count }: { count: number }) =>
    `The network has ${counted(count, 'output')}. It should have one.`,
  'same-name': ({ layer }: { layer: string }) => `Two layers are named "${layer}". Rename one of them.`,
  'features-canceled': 'Computing the features was canceled.',
  'features-progress': ({ done, total }: { done: number; total: number }) =>
    `Computing features: ${groupDigits(done)} of ${groupDigits(total)}`,
  'features-computed': ({ layer, count, variants }: Features) =>
    `The frozen layers up to ${layer} were computed once for ${counted(count, 'example')}${variants === 0 ? '' : ` (${counted(variants, 'augmented variant')} of each training example)`}; the layers behind them train on these features.`,
  'features-found': ({ layer, variants }: Features) =>
    `The features of layer ${layer} were kept from an earlier run${variants === 0 ? '' : ` (${counted(variants, 'augmented variant')} of each training example)`}; the layers behind it train on them.`,
  'features-too-large': ({ layer }: { layer: string }) =>
    `The features of layer ${layer} do not fit into memory: the frozen layers are computed in every step. Cut the network further back, or keep fewer variants.`,
  'all-frozen': 'Every layer with weights is frozen: there is nothing left to train. Unfreeze one of them.',
  'nothing-to-pretrain':
    'There is no hidden layer with weights to pretrain. Turn pretraining off, or add a hidden layer.',
  'not-pretrainable': ({ layer, why }: { layer: string; why: string }) =>
    `${layer} cannot be pretrained: ${why}. Freeze it, or turn pretraining off.`,
  'boltzmann-range': ({ layer }: { layer: string }) =>
    `${layer} cannot be pretrained as a restricted Boltzmann machine: it sees numbers outside 0 to 1. Choose the range 0 to 1 under Data, or pretrain autoencoders.`,
  'no-data': 'No data is chosen. Choose the dataset that the network learns from.',
  'newer-document': 'This document was written by a newer Convas. Update Convas to train it.',
  'too-few-classes': ({ title, classes }: { title: string; classes: number }) =>
    `${title} has ${classes === 1 ? 'one class' : 'no classes'}: there is nothing to tell apart. Choose data with two classes or more.`,
  'label-outside': ({
    example,
    title,
    label,
    most,
  }: {
    example: number;
    title: string;
    label: number;
    most: number;
  }) =>
    `Example ${groupDigits(example)} of ${title} has the label ${label}. The labels go from 0 to ${most}.`,
  'outputs-and-classes': ({ output, title, classes }: { output: string; title: string; classes: number }) =>
    `The network has an output of ${output}, but ${title} has ${counted(classes, 'class', 'classes')}. Give the last layer ${counted(classes, 'unit')}.`,
  'outputs-and-target': ({ output, title, wanted }: { output: string; title: string; wanted: string }) =>
    `The network has an output of ${output}, but the targets of ${title} need ${wanted}. Change the last layer.`,
  'target-differs': ({ title, own, target }: { title: string; own: Learned; target: Learned }) =>
    `The network ${learns[target]}, but ${title} is for a network that ${learns[own]}. Use data of the same kind.`,
  'no-images': ({ shape }: { shape: readonly number[] }) =>
    `The examples are numbers of the shape ${shape.join(' × ')}, not images: there are no pictures of them.`,
  'no-map-of-words':
    'The examples are texts, whose stored numbers stand for words: near numbers are no near meanings. Choose the features of a run.',
  'map-too-few': ({ title }: { title: string }) =>
    `A map needs at least 3 examples, and ${title} has fewer in this split. Choose another split.`,
  'map-too-large': ({ values, most }: { values: number; most: number }) =>
    `The examples have ${groupDigits(values)} numbers, and a map takes at most ${groupDigits(most)}. Choose the features of a run.`,
  'no-examples': ({ title }: { title: string }) => `${title} has no examples to train on.`,
  'validation-empty': ({ share, examples }: { share: number; examples: number }) =>
    `A validation split of ${share} of ${counted(examples, 'example')} is empty. Raise it, or set it to 0.`,
  'batch-too-large': ({ batch, examples }: { batch: number; examples: number }) =>
    `The batch size is ${groupDigits(batch)}, but there ${plural(examples, 'is', 'are')} ${counted(examples, 'example')} to train on. Choose at most ${groupDigits(examples)}.`,
  'class-weights-of-others': ({ target }: { target: Learned }) =>
    `Class weights need examples of one class each, but this network ${learns[target]}. Set them to none.`,
  'features-mixed': ({ layer }: { layer: string }) =>
    `Mixup and CutMix mix the images themselves, so the layers up to "${layer}" are computed for every batch.`,
  'mixing-of-others': ({ target }: { target: Learned }) =>
    `Mixup and CutMix need examples of one class each, but this network ${learns[target]}. Remove them under Data, Prepare.`,
  'class-weights-count': ({ weights, title, classes }: { weights: number; title: string; classes: number }) =>
    `There ${plural(weights, 'is', 'are')} ${counted(weights, 'class weight')}, but ${title} has ${counted(classes, 'class', 'classes')}. Give one for each.`,
  'data-changed-since': ({ title }: { title: string }) =>
    `${title} has changed since this run began, so the run cannot be resumed. Start a new one.`,
  'unknown-symbol': ({ symbol, layer, most }: { symbol: number; layer: string; most: number }) =>
    `The data holds the symbol ${symbol}, but the embedding "${layer}" knows those from 0 to ${most}: ${symbol < 0 ? 'number the symbols from 0' : `raise its vocabulary to at least ${groupDigits(symbol + 1)}`}.`,
  'initializer-length': ({ weight, expected, found }: { weight: string; expected: number; found: number }) =>
    `${weight} has ${counted(expected, 'value')}, its initializer has ${groupDigits(found)}. Give as many.`,
  'no-example': ({
    part,
    dataset,
    examples,
    index,
  }: {
    part: 'train' | 'validation' | 'test';
    dataset: string;
    examples: number;
    index: number;
  }) =>
    `The ${{ train: 'training', validation: 'validation', test: 'test' }[part]} split of ${dataset} has ${counted(examples, 'example')}. There is no example ${groupDigits(index)}.`,

  diverged: ({
    step,
    how,
    loss,
    what,
  }: {
    step: number;
    how: keyof typeof became;
    loss: number | null;
    what: string;
  }) =>
    `In step ${groupDigits(step)} the loss ${became[how]}${loss === null ? '' : ` ${loss.toExponential(1)}`}: ${what}. Try a smaller learning rate.`,
  'weight-exploded': ({ weight, layer, size }: { weight: string; layer: string; size: number }) =>
    `the weight "${weight}" of layer "${layer}" has grown to ${size.toExponential(1)}`,
  'weight-not-finite': ({ weight, layer }: { weight: string; layer: string }) =>
    `the weight "${weight}" of layer "${layer}" is not finite`,
  'output-not-finite': ({ layer }: { layer: string }) => `the output of layer "${layer}" is not finite`,
  'outputs-too-large': ({ layer }: { layer: string }) =>
    `the outputs of layer "${layer}" are too large for the loss`,
  'pretraining-diverged': ({ layer, epoch, error }: { layer: string; epoch: number; error: number | null }) =>
    `The pretraining of ${layer} diverged in epoch ${epoch}: the reconstruction error ${error === null ? 'is no longer a number' : `has grown to ${error.toExponential(1)}`}. Try a smaller learning rate for pretraining.`,
  'pretraining-stopped': ({ layer, index, count }: { layer: string; index: number; count: number }) =>
    `Stopped while ${layer} was being pretrained, ${index} of ${count}. Resuming starts this layer over.`,
  'loss-not-finite': 'The loss on this data is not a finite number: the run has diverged.',

  'step-not-compiled': ({ why }: { why: string }) => `The step cannot be compiled: ${why}.`,
  'step-not-trusted': ({ why }: { why: string }) => `The compiled step was not trusted: ${why}.`,
  'step-refused': ({ why }: { why: string }) => `TensorFlow did not accept the compiled step: ${why}.`,
  'step-deadly':
    'The compiled step of this network has ended the engine twice, so it runs op by op. Any change to the network or its settings tries again.',
  'too-few-steps': ({ steps }: { steps: number }) =>
    `The run has ${counted(steps, 'step')}, too few for compiling to pay off: they run op by op.`,
  'forward-not-compiled': ({ why }: { why: string }) => `The forward pass cannot be compiled: ${why}.`,
  'forward-deadly':
    'The compiled forward pass of this network has ended the engine twice, so it runs op by op.',
  'forward-refused': ({ why }: { why: string }) =>
    `TensorFlow did not accept the compiled forward pass: ${why}.`,
  'forward-failed': ({ why }: { why: string }) => `TensorFlow refused the compiled forward pass: ${why}.`,
  'forward-not-trusted': ({ layer }: { layer: string }) =>
    `The compiled forward pass was not trusted: ${layer} differs from its op-by-op result.`,
  'loss-differs': ({ compiled, plain }: { compiled: string; plain: string }) =>
    `the loss is ${compiled}, op by op it is ${plain}`,
  'weight-differs': ({ weight }: { weight: string }) => `${weight} moves differently than op by op`,
  'operations-elsewhere': ({ instructionSet }: { instructionSet: string }) =>
    `our own operations are made for AVX2 and AVX-512, and this processor has ${instructionSet}`,
  'operations-not-compiled':
    'our own operations are not compiled: with a C++ compiler, run `npm start` or `npm test` once',
  'operations-not-loaded': ({ reason }: { reason: string }) => `our own operations do not load: ${reason}`,
  'constant-not-numbers': 'it holds a constant that is not numbers',
  'outside-tensor': 'it uses a tensor that was made outside the step',
  'reads-back': 'it reads numbers back in the middle of a step',
  'unknown-attribute': ({ name }: { name: string }) => `its attribute ${name} is of an unknown type`,
  'unknown-type': ({ name, type }: { name: string; type: string }) => `${name} is of the type ${type}`,
  'random-outside-training': 'a layer asked for random numbers outside training',

  'batches-between': ({ why }: { why: string }) =>
    `The thread that prepares batches ${why}. From now on they are prepared between the steps.`,
  'thread-not-started': ({ detail }: { detail: string }) => `could not be started (${detail})`,
  'thread-ended': 'has ended',
  'thread-ended-with': ({ detail }: { detail: string }) => `has ended (${detail})`,

  'no-backend': ({ wanted, known }: { wanted: string; known: readonly string[] }) =>
    `There is no backend "${wanted}". There are ${list(known)}.`,
  'backend-not-loaded': ({ backend, detail }: { backend: Backend; detail: string }) =>
    `${backends[backend]} does not load: ${detail}.${backend === 'native' ? doctor : ''}`,
  'backend-asked-for': ({ backend }: { backend: Backend }) => `${backends[backend]} was asked for.`,
  'backends-not-loaded': ({ reasons }: { reasons: readonly string[] }) => reasons.join(' '),
  'no-backend-loads': ({ reasons }: { reasons: readonly string[] }) =>
    `No backend loads. ${reasons.join(' ')}`,
  'needs-native': ({ backend, reason }: { backend: Backend; reason: string }) =>
    `Compiled steps need native TensorFlow; this is ${backend}. ${reason}`.trim(),
  'backend-absent': ({ backend }: { backend: Backend }) => `${backends[backend]} is not there`,
  'backends-measured': ({
    rates,
    missing,
  }: {
    rates: readonly { backend: Backend; imagesPerSecond: number; agrees: boolean }[];
    missing: readonly Backend[];
  }) =>
    [
      `Measured in this browser, training a small network: ${list(
        rates.map(
          ({ backend, imagesPerSecond, agrees }) =>
            `${backends[backend]} ${groupDigits(imagesPerSecond)} images per second${agrees ? '' : ' with other results, so it is not used'}`,
        ),
      )}.`,
      ...(missing.length > 0
        ? [`Not available here: ${list(missing.map((backend) => backends[backend]))}.`]
        : []),
    ].join(' '),
  'storage-refused':
    'This browser stores no data for this page, as in some private windows: runs, data and settings are lost when the tab is closed. Export what you want to keep, or open the page in a usual window.',
  'storage-trouble': ({ detail }: { detail: string }) =>
    `The browser did not store the latest changes: ${detail} Delete runs or data that you no longer need, or export what you want to keep before you close the tab.`,
  'tensorflow-not-started': 'TensorFlow did not start',
  'runtime-not-downloaded': 'Native TensorFlow has not been downloaded yet.',
  'wasm-not-loaded': 'the WebAssembly kernels did not load',

  'kernels-measuring': 'The kernels are already being measured.',
  'kernels-while-training': 'A run is training. Stop it, or wait until it ends, to measure the kernels.',
  'measurement-canceled': 'The measurement was canceled.',
  'measurement-gave-way': 'The measurement gave way to a run.',
  'kernels-not-measured':
    'No kernels could be measured. "convas doctor" tells whether native TensorFlow loads.',
  'kernels-differ': ({ run, wanted, loaded }: { run: string | null; wanted: Library; loaded: Library }) =>
    `${run === null ? 'This network trains fastest' : `Run ${run} was trained`} with ${library(wanted)}, but this engine has loaded TensorFlow with ${library(loaded)}, and that cannot be changed while it runs. Restart the engine${run === null ? ' first.' : ' and resume the run: it then computes the same numbers as without the interruption.'}`,
  'kernels-variable': ({ variable, value }: { variable: string; value: string }) =>
    `${variable} is "${value}". It must be "default", or kernels as JSON, as in a run's run.json.`,
  'restart-inside':
    'This engine runs inside the program that uses it. Close that program and start it again.',
  'restart-useless': ({ variables }: { variables: readonly string[] }) =>
    `The environment loads TensorFlow with other options than the run needs, and a restart does not change that. Unset ${list(variables)} and start Convas again.`,
  'restart-while-training': 'A run is training. Stop it before restarting the engine.',

  'rates-of-random-weights':
    'The search starts from random weights, this document from those of another network: what it found would not hold. Choose a rate by hand, or remove the initial weights.',
  'rates-must-rise': ({ from, to }: { from: number; to: number }) =>
    `The rates must rise: ${from} is not below ${to}.`,
  'search-canceled': 'The search was canceled.',
  'search-displaced': 'A run started training, so the search for a learning rate has ended.',
  'search-while-training': 'A run is training. Stop it first, or wait until it ends.',
  'search-running': 'A search for a learning rate is already running.',

  'no-view': ({ view, known }: { view: string; known: readonly string[] }) =>
    `There is no view "${view}". There are ${list(known)}.`,
  'view-option': ({ view, wrong, known }: { view: string; wrong: string; known: readonly string[] }) =>
    `The options of the view ${view} are not valid. ${wrong} ${known.length === 0 ? 'The view has no options.' : `Its options are ${list(known)}.`}`,
  'view-needs-layer': ({ view, layers }: { view: string; layers: readonly string[] }) =>
    `The view ${view} needs a layer. Choose ${choice(layers)}.`,
  'no-layer': ({ layer, layers }: { layer: string; layers: readonly string[] }) =>
    `The network has no layer "${layer}". It has ${list(layers)}.`,
  'no-test-example': ({ example, most }: { example: number; most: number }) =>
    `There is no test example ${groupDigits(example)}: choose one from 0 to ${groupDigits(most)}.`,
  'no-words': ({ title }: { title: string }) =>
    `The examples of ${title} are no texts whose words are known: give an image, or choose a run that was trained on texts.`,
  'no-known-word': ({ title }: { title: string }) =>
    `The text has no word that ${title} has. Write other words.`,
  'words-changed': ({ title }: { title: string }) =>
    `${title} has changed since the run was trained, so its words may have other numbers. Put the data back, or train again.`,
  'takes-images': ({ input }: { input: readonly number[] }) =>
    `The network takes images (${input.join(' × ')}), not rows of numbers: give an image file.`,
  'wrong-numbers': ({ given, input, wanted }: { given: number; input: readonly number[]; wanted: number }) =>
    `There ${given === 1 ? 'is' : 'are'} ${counted(given, 'number')}, and the network takes ${groupDigits(wanted)} (${input.join(' × ')}), in the order of its data, without the target.`,
  'not-bytes': ({ place, value }: { place: number; value: number }) =>
    `Number ${groupDigits(place)} is ${value}: the network's data are whole numbers from 0 to 255.`,
  'not-finite': ({ place }: { place: number }) =>
    `Number ${groupDigits(place)} is missing or not finite: give a number.`,
  'view-needs-other': ({ view }: { view: string }) =>
    `The view ${view} compares with another run. Choose one.`,
  'no-class': ({ wanted, labels, most }: { wanted: string; labels: readonly string[]; most: number }) =>
    `There is no class "${wanted}". Choose one of ${list(labels)}, or a number from 0 to ${most}.`,

  'classes-differ': ({ known, title, classes }: { known: number; title: string; classes: number }) =>
    `The network tells ${counted(known, 'class', 'classes')} apart, ${title} has ${groupDigits(classes)}. Use data with the same classes.`,
  'no-test-examples': ({ title }: { title: string }) => `${title} has no test examples.`,
  'batch-fixed': ({ op }: { op: string }) =>
    `The size of the batch is part of the computation (${op}), so it cannot be written for batches of any size.`,
};
