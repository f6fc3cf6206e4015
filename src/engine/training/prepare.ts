import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import { datasetInfo } from '../../datasets/registry.ts';
import { parseDocument } from '../../document/parse.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { formatShape, sameShape } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { dataShape, targetKind } from '../../network/data-shape.ts';
import { forecastMemory } from '../../network/forecast.ts';
import type { DataShape, Network, Totals } from '../../network/network.ts';
import { autoencoderOf } from '../../network/pretraining/autoencoder.ts';
import { whyNotBoltzmann } from '../../network/pretraining/boltzmann.ts';
import { pretrainingStages } from '../../network/pretraining/stages.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { EngineError } from '../../protocol/client.ts';
import type { DatasetInfo } from '../../protocol/data.ts';
import { type Message, message } from '../../text/message.ts';
import { TextError, textOf } from '../../text/text-error.ts';
import { measuredMetrics } from '../../training/defaults.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import { watchable } from '../../training/monitor.ts';
import { type ResolvedSettings, resolveSettings } from '../../training/resolve.ts';
import { classCountOf } from '../../training/single-unit.ts';
import { outputShapes, type TargetKind, type TargetSpec, targetOf } from '../../training/target.ts';
import { titled } from '../../training/texts.ts';
import { machineMemory } from '../machine-memory.ts';
import { inputAndOutput } from '../model/forward.ts';
import { createGenerator, permutation } from '../random/generator.ts';
import type { ValidationDraw } from '../runs/run-record.ts';
import { drawStratified } from './stratify.ts';

/** A document that the engine has checked for itself. */
export interface CheckedDocument {
  readonly document: ConvasDocument;
  readonly network: Network;
  readonly settings: ResolvedSettings;
  readonly target: TargetKind;
  readonly totals: Totals;
}

/** What is known of the chosen data without reading an example. */
export type KnownData = DataShape & Pick<DatasetInfo, 'validation'>;

/** A document that was checked with the data that it names. */
export interface TrainableDocument extends CheckedDocument {
  readonly dataset: string;
  readonly info: DatasetInfo;
  readonly data: KnownData;
}

/**
 * Analyzes a parsed document and validates what it is trained with. The one check of a training: its result is passed on.
 * @param data the chosen data, where it is known
 * @param recorded what the data's examples come with, where it was recorded of data that are not at hand
 * @throws EngineError `network` with the first problem in words, `settings`
 */
export function checkDocument(
  document: ConvasDocument,
  data: KnownData | null,
  recorded?: TargetSpec,
): CheckedDocument {
  const { network, problems, totals } = analyze(document, data);
  if (!network) {
    const first = problems.find(({ severity }) => severity === 'error');
    const layer = document.layers.find(({ id }) => id === first?.layer);
    const detail = first?.message ?? message('engine.not-buildable');
    throw new EngineError('network', layer ? message('common.named', { name: layer.name, detail }) : detail);
  }
  inputAndOutput(network);
  const resolution = resolveSettings(document.training);
  if (!resolution.ok) throw new EngineError('settings', resolution.error);
  const target = targetKind(document.data?.target, data ?? { target: recorded });
  const settings: ResolvedSettings = {
    ...resolution.settings,
    metrics: measuredMetrics(resolution.settings.metrics, target),
  };
  checkMetrics(settings, target);
  if (!data?.validation) checkWatched(settings);
  checkFrozen(network, settings);
  checkPretraining(network, settings);
  return { document, network, settings, target, totals };
}

/** @throws EngineError `settings` for a metric that compares what this network does not put out */
function checkMetrics({ metrics }: ResolvedSettings, target: TargetKind): void {
  const wrong = metrics.find(({ targets }) => !targets.includes(target));
  if (!wrong) return;
  const metric = titled('metrics', wrong.kind);
  throw new EngineError('settings', message('training.metric-of-others', { metric, target }));
}

/** @throws EngineError `settings` where early stopping watches a figure that no epoch will have */
function checkWatched({ earlyStopping, metrics, validationSplit }: ResolvedSettings): void {
  const watched = metrics.find(({ kind }) => kind === earlyStopping?.monitor && !watchable.includes(kind));
  if (!watched || validationSplit > 0) return;
  const figure = message('members.figure', { figure: watched.kind });
  throw new EngineError('settings', message('training.watches-no-split', { figure }));
}

/** @throws EngineError `settings` where nothing is left to train */
function checkFrozen({ layers }: Network, settings: ResolvedSettings): void {
  const trainable = layers.filter(({ weights }) => weights.some((weight) => weight.trainable));
  if (trainable.length === 0 || trainable.some(({ id }) => !layerTraining(settings.layers, id).frozen))
    return;
  throw new EngineError('settings', message('engine.all-frozen'));
}

/** @throws EngineError `settings` where there is nothing to pretrain, or a layer's input cannot be returned */
function checkPretraining(network: Network, { pretraining, layers }: ResolvedSettings): void {
  if (pretraining === null) return;
  const stages = pretrainingStages(network, layers);
  if (stages.length === 0) {
    throw new EngineError('settings', message('engine.nothing-to-pretrain'));
  }
  for (const stage of stages) {
    try {
      const why = pretraining.method === 'boltzmann' ? whyNotBoltzmann(stage) : null;
      if (why) throw new TextError(why);
      autoencoderOf(stage, pretraining);
    } catch (error) {
      const why = textOf(error);
      throw new EngineError('settings', message('engine.not-pretrainable', { layer: stage.layer.name, why }));
    }
  }
}

/**
 * Checks a document with the data that it names, which is not fetched for it.
 * @throws EngineError as `checkDocument` does, and `data` where none is chosen or there is none of that name
 */
export async function checkTrainable(document: ConvasDocument): Promise<TrainableDocument> {
  const dataset = document.data?.dataset;
  if (!dataset) {
    throw new EngineError('data', message('engine.no-data'));
  }
  const info = await datasetInfo(dataset);
  const data = { ...dataShape(info), validation: info.validation };
  return { ...checkDocument(document, data), dataset, info, data };
}

/** @throws EngineError `memory` for a network that, with its batch, needs more memory than the machine has */
export function refuseTooLarge(
  { document, totals }: Pick<CheckedDocument, 'document' | 'totals'>,
  memoryBytes: number = machineMemory(),
): void {
  const { fits, message } = forecastMemory(totals, document.training.batchSize, memoryBytes);
  if (!fits) throw new EngineError('memory', message);
}

/** Parses a document, whoever sent it. @throws EngineError `document` for a text that is none, or is a newer version's */
export function readDocument(text: string): ConvasDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new EngineError('document', parsed.error);
  if (parsed.readOnly) {
    throw new EngineError('document', message('engine.newer-document'));
  }
  return parsed.document;
}

/** How examples become the network's input: the document's word, or the defaults. */
export function preprocessingOf(document: ConvasDocument, network: Network): Preprocessing {
  return {
    inputShape: inputAndOutput(network).input.outputShape,
    steps: document.data?.preprocessing ?? defaultSteps,
  };
}

/**
 * Which examples are trained on, by their place in the training split, and which validate, by theirs in the validation
 * split of the data, or in the training split where the data have none.
 */
export interface Division {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** The split that the examples of a division that validate are in. */
export const validationSource = ({ train, validation }: Pick<Dataset<SplitHandle>, 'train' | 'validation'>) =>
  validation ?? train;

/** Checks that the network puts out as many numbers as the examples come with. */
function checkOutputs(
  { info }: Dataset<SplitHandle>,
  network: Network,
  refuse: (detail: Message) => EngineError,
): void {
  const target = targetOf(info);
  const { outputShape } = inputAndOutput(network).output;
  const fitting = outputShapes(target);
  if (fitting.some((shape) => sameShape(shape, outputShape))) return;
  throw refuse(
    message('engine.outputs-and-target', {
      output: formatShape(outputShape),
      title: info.title,
      wanted: formatShape(fitting[0]!),
    }),
  );
}

/** Checks that there are classes to tell apart, and that the network's outputs can. */
function checkLabels(
  { info, train }: Dataset<SplitHandle>,
  network: Network,
  refuse: (detail: Message) => EngineError,
): void {
  if (info.classes.length < 2) {
    throw refuse(message('engine.too-few-classes', { title: info.title, classes: info.classes.length }));
  }
  const outside = train.labels.findIndex((label) => label < 0 || label >= info.classes.length);
  if (outside >= 0) {
    throw refuse(
      message('engine.label-outside', {
        example: outside,
        title: info.title,
        label: train.labels[outside]!,
        most: info.classes.length - 1,
      }),
    );
  }
  const { outputShape } = inputAndOutput(network).output;
  if (outputShape.length > 1 || classCountOf(outputShape) !== info.classes.length) {
    throw refuse(
      message('engine.outputs-and-classes', {
        output: formatShape(outputShape),
        title: info.title,
        classes: info.classes.length,
      }),
    );
  }
}

/** The examples that validate, drawn by the seed: whether each is held out. */
function drawValidation(
  { info, train }: Dataset<SplitHandle>,
  held: number,
  seed: number,
  draw: ValidationDraw,
): Uint8Array {
  const generator = createGenerator(seed, 'validation');
  const classes = Math.max(1, info.classes.length);
  if (draw === 'stratified') return drawStratified(train.labels, classes, held, generator);
  const isHeld = new Uint8Array(train.count);
  for (const at of permutation(train.count, generator).subarray(0, held)) isHeld[at] = 1;
  return isHeld;
}

const places = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at);

/** The data's own validation split, or one that is held out of the training split. */
export function divisionOf(
  dataset: Dataset<SplitHandle>,
  { validationSplit, seed }: Pick<ResolvedSettings, 'validationSplit' | 'seed'>,
  draw: ValidationDraw = 'stratified',
): Division {
  const { count } = dataset.train;
  if (dataset.validation) return { train: places(count), validation: places(dataset.validation.count) };
  const isHeld = drawValidation(dataset, Math.round(count * validationSplit), seed, draw);
  return {
    train: places(count).filter((at) => isHeld[at] === 0),
    validation: places(count).filter((at) => isHeld[at] === 1),
  };
}

/**
 * Checks that data and settings go together, and holds out the validation part; data that have one are not divided.
 * @param draw as the run began; `stratified` for a new one
 * @throws EngineError `data` with what does not fit and what would
 */
export function divide(
  dataset: Dataset<SplitHandle>,
  { network, settings, target }: Pick<CheckedDocument, 'network' | 'settings' | 'target'>,
  draw: ValidationDraw = 'stratified',
): Division {
  const { info, train } = dataset;
  const refuse = (detail: Message) => new EngineError('data', detail);
  if (train.count === 0) throw refuse(message('engine.no-examples', { title: info.title }));
  if (target === 'class') checkLabels(dataset, network, refuse);
  else if (target !== 'input') checkOutputs(dataset, network, refuse);
  const division = divisionOf(dataset, settings, draw);
  if (settings.validationSplit > 0 && division.validation.length === 0) {
    throw refuse(
      message('engine.validation-empty', { share: settings.validationSplit, examples: train.count }),
    );
  }
  const left = division.train.length;
  if (settings.batchSize > left) {
    throw refuse(message('engine.batch-too-large', { batch: settings.batchSize, examples: left }));
  }
  return division;
}

/** The sizes of the batches that an epoch has: the asked one, and that of a smaller last batch. */
export function batchSizes({ train }: Division, batchSize: number): readonly number[] {
  const rest = train.length % batchSize;
  return rest === 0 ? [batchSize] : [batchSize, rest];
}
