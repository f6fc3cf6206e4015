import { setBypassed } from '../../document/operations/bypass.ts';
import { columnWidth } from '../../document/operations/chain.ts';
import { connect } from '../../document/operations/edges.ts';
import { addLayer, type LayerParams, removeLayers } from '../../document/operations/layers.ts';
import { setTraining } from '../../document/operations/settings.ts';
import type { ConvasDocument, LayerNode } from '../../document/schema.ts';
import { kindOf } from '../../layers/registry.ts';
import { type Shape, sizeOf } from '../../layers/shape.ts';
import type { ChosenStep } from '../../preprocessing/schema.ts';
import { trainingSettingsSchema } from '../../training/settings.ts';
import { type Transfer, transferSchema, type WeightSource } from '../../training/transfer.ts';
import { analyze } from '../analyze.ts';
import type { LayerAnalysis } from '../network.ts';

/** A place where a trained network can be cut. */
export interface CutPoint {
  /** The document's layer id. */
  readonly layer: string;
  readonly name: string;
  readonly kind: string;
  /** What the new layers get, without the batch. */
  readonly outputShape: Shape;
  /** Layers with weights up to it, blocks counted once. */
  readonly kept: number;
}

/** By the document's ids: of a block's instance, what comes out of it. */
function outputsOf(
  document: ConvasDocument,
): ReadonlyMap<string, Pick<LayerAnalysis, 'outputShape' | 'params'>> {
  const { layers, blocks } = analyze(document, null);
  return new Map([...layers, ...blocks].map((each) => [each.id, each]));
}

/** The layers that one is made of, itself among them. */
function upTo(document: ConvasDocument, last: string): ReadonlySet<string> {
  const found = new Set([last]);
  const open = [last];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const { source, target } of document.edges)
      if (target === id && !found.has(source)) {
        found.add(source);
        open.push(source);
      }
  return found;
}

/**
 * Where a network can be cut: behind any layer whose output is known and that has weights before it or itself, blocks whole.
 * In the order of the signal.
 */
export function cutPoints(document: ConvasDocument): readonly CutPoint[] {
  const outputs = outputsOf(document);
  const points = document.layers.flatMap(({ id, name, kind, bypassed }) => {
    const outputShape = outputs.get(id)?.outputShape;
    if (!outputShape || bypassed) return [];
    const before = upTo(document, id);
    const kept = [...before].filter((each) => (outputs.get(each)?.params ?? 0) > 0).length;
    return kept === 0 ? [] : [{ layer: id, name, kind, outputShape, kept, depth: before.size }];
  });
  return points.sort((one, other) => one.depth - other.depth).map(({ depth: _depth, ...point }) => point);
}

const familyOf = ({ kind }: Pick<LayerNode, 'kind'>): string | null => kindOf(kind)?.family ?? null;

/**
 * The usual cut: before the last layer with weights, which knows the old classes, and before what is random in front of it.
 * @returns null where nothing with weights would be left
 */
export function usualCut(document: ConvasDocument): CutPoint | null {
  const points = cutPoints(document);
  const byId = new Map(document.layers.map((layer) => [layer.id, layer]));
  const outputs = outputsOf(document);
  const last = [...points].reverse().find(({ layer }) => (outputs.get(layer)?.params ?? 0) > 0);
  if (!last) return null;
  for (let id = last.layer; ; ) {
    const sources = document.edges.filter(({ target }) => target === id);
    const [before] = sources;
    if (sources.length !== 1 || !before) return null;
    id = before.source;
    if (familyOf(byId.get(id)!) !== 'regularization') return points.find(({ layer }) => layer === id) ?? null;
  }
}

export interface TransferOptions extends Partial<Omit<Transfer, 'source'>> {
  /** Whose weights are taken. */
  readonly source: WeightSource;
  /** The last layer that is kept, by its id. */
  readonly cut: string;
  readonly dataset: string;
  /** How many classes the new data have. */
  readonly classes: number;
  /** Training examples of the new data; 0 where that is not known. */
  readonly examples: number;
  /** As the source was trained with, with what its steps learned. */
  readonly preprocessing: readonly ChosenStep[];
  /** Units of a dense layer before the new output; 0 for none. */
  readonly hidden?: number;
  /** Whether the new layers see where in the image features lie, instead of their mean. */
  readonly places?: boolean;
  readonly freeze?: boolean;
  readonly epochs?: number;
  readonly name?: string;
}

/** What makes a vector of the features: their mean over all places, or all of them. */
function toVector(shape: Shape, places: boolean): string | null {
  if (shape.length === 1) return null;
  const means: Readonly<Record<number, string>> = {
    2: 'globalAveragePooling1d',
    3: 'globalAveragePooling2d',
    4: 'globalAveragePooling3d',
  };
  const mean = means[shape.length];
  const onePlace = sizeOf(shape) === shape.at(-1);
  return places || onePlace || !mean || !kindOf(mean) ? 'flatten' : mean;
}

/** The network up to the cut, what is random in it bypassed: it would change the features from step to step. */
function keptPart(source: ConvasDocument, cut: string): ConvasDocument {
  const kept = upTo(source, cut);
  const gone = source.layers.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const document = removeLayers(source, gone);
  const random = document.layers.filter((layer) => familyOf(layer) === 'regularization');
  return setBypassed(
    document,
    random.map(({ id }) => id),
    true,
  );
}

/** Weights are taken over by the layers' names: a new layer must not have the name of one that is gone. */
function newName(source: ConvasDocument, wanted: string): string {
  const taken = new Set(source.layers.map(({ name }) => name));
  for (let at = 1; ; at++) {
    const name = at === 1 ? wanted : `${wanted}_${at}`;
    if (!taken.has(name)) return name;
  }
}

/** Examples a step, so that an epoch has several also where there are few. */
const batchFor = (examples: number): number =>
  examples === 0 ? 16 : Math.max(1, Math.min(32, Math.floor(examples / 4)));

/**
 * A network for new classes made of a trained one: cut behind a layer, everything kept frozen, with new layers for the
 * classes behind it, and settings that suit few images. Ordinary edits, of which each can be changed afterwards.
 * @throws EditError for what no file can hold
 */
export function transferDocument(trained: ConvasDocument, options: TransferOptions): ConvasDocument {
  const {
    cut,
    classes,
    hidden = 0,
    places = false,
    freeze = true,
    dataset,
    preprocessing,
    examples,
  } = options;
  const outputs = outputsOf(trained);
  const outputShape = outputs.get(cut)?.outputShape ?? [];
  let document = keptPart(trained, cut);
  const frozen = document.layers.filter(({ id }) => (outputs.get(id)?.params ?? 0) > 0).map(({ id }) => id);
  const { x, y } = document.layers.find(({ id }) => id === cut)?.position ?? { x: 0, y: 0 };
  let last = cut;
  let column = 1;
  const append = (kind: string, name: string, params: LayerParams = {}): void => {
    const added = addLayer(
      document,
      kind,
      { x: x + column * columnWidth, y },
      params,
      newName(trained, name),
    );
    document = connect(added.document, last, added.id);
    last = added.id;
    column++;
  };
  const vector = toVector(outputShape, places);
  if (vector) append(vector, 'head_features');
  if (hidden > 0) append('dense', 'head_hidden', { units: hidden, activation: 'relu' });
  append('dense', 'head', { units: classes, activation: 'softmax' });
  const training = trainingSettingsSchema.parse({
    epochs: options.epochs ?? 30,
    batchSize: batchFor(examples),
    validationSplit: 0,
    optimizer: { kind: 'adam', params: { learningRate: 0.003 } },
    seed: trained.training.seed,
    layers: freeze ? Object.fromEntries(frozen.map((id) => [id, { frozen: true }])) : {},
    transfer: transferSchema.parse({
      source: options.source,
      ...(options.steps !== undefined && { steps: options.steps }),
      ...(options.cacheFeatures !== undefined && { cacheFeatures: options.cacheFeatures }),
      ...(options.variants !== undefined && { variants: options.variants }),
    }),
  });
  return {
    ...setTraining(document, training),
    name: options.name ?? trained.name,
    description: '',
    data: { dataset, preprocessing: [...preprocessing], target: 'label' },
  };
}

/** What unfreezing one more layer leads to. */
export interface Unfrozen {
  readonly document: ConvasDocument;
  /** The layer's name; null where none was frozen. */
  readonly layer: string | null;
}

/**
 * Unfreezes the last frozen layer and continues from trained weights: those first, and a lower learning rate for that layer.
 * Batch normalization stays frozen, with its moving statistics, as Keras's guide to fine-tuning advises.
 * @param source whose weights it continues from
 * @param rate a factor on the learning rate for what is unfrozen
 */
export function unfreezeNext(document: ConvasDocument, source: WeightSource, rate = 0.1): Unfrozen {
  const outputs = outputsOf(document);
  const { layers } = document.training;
  const frozen = document.layers
    .filter((layer) => layers[layer.id]?.frozen === true && familyOf(layer) !== 'normalization')
    .filter(({ id }) => (outputs.get(id)?.params ?? 0) > 0)
    .map((layer) => ({ layer, depth: upTo(document, layer.id).size }))
    .sort((one, other) => one.depth - other.depth);
  const next = frozen.at(-1)?.layer;
  if (!next) return { document, layer: null };
  const transfer = transferSchema.parse({ ...document.training.transfer, source, steps: null });
  return {
    layer: next.name,
    document: setTraining(document, { layers: { ...layers, [next.id]: { rate } }, transfer }),
  };
}
