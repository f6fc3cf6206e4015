import { lessonsIn } from '../../src/course/lessons.ts';
import { chain } from '../../src/document/operations/chain.ts';
import { connect, insertOnEdge } from '../../src/document/operations/edges.ts';
import { addLayer, removeAndRewire, setParams } from '../../src/document/operations/layers.ts';
import { setData, setTraining } from '../../src/document/operations/settings.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { localizedText, templateOf } from '../../templates/index.ts';

/*
 * What a student does in the lessons that ship, step by step: the edits that each step asks for. Tests apply the checks
 * to it, `build/bench-lessons.mjs` trains it.
 */

type Params = LayerNode['params'];
type Edit = (document: ConvasDocument) => ConvasDocument;

const layerOf = (document: ConvasDocument, name: string): LayerNode => {
  const layer = document.layers.find((each) => each.name === name);
  if (!layer) throw new Error(`no layer ${name}`);
  return layer;
};

/** Sets parameters of the layer of that name. */
export const withParams = (document: ConvasDocument, name: string, params: Params): ConvasDocument =>
  setParams(document, layerOf(document, name).id, params);

/** Puts a new layer into the wire between two others. */
function inserted(document: ConvasDocument, from: string, to: string, kind: string, params: Params = {}) {
  const [source, target] = [layerOf(document, from).id, layerOf(document, to).id];
  const edge = document.edges.find((each) => each.source === source && each.target === target)!;
  const added = addLayer(document, kind, { x: 0, y: 0 }, params);
  return insertOnEdge(added.document, edge.id, added.id);
}

/** Deletes a layer and drops another kind onto the wire that closes the gap. */
export function replaced(document: ConvasDocument, name: string, kind: string, params: Params = {}) {
  const { id } = layerOf(document, name);
  const source = document.edges.find((each) => each.target === id)!.source;
  const target = document.edges.find((each) => each.source === id)?.target;
  if (target === undefined) {
    const added = addLayer(removeAndRewire(document, [id]), kind, { x: 0, y: 0 }, params);
    return connect(added.document, source, added.id);
  }
  const nameOf = (of: string): string => document.layers.find((each) => each.id === of)!.name;
  return inserted(removeAndRewire(document, [id]), nameOf(source), nameOf(target), kind, params);
}

const opened = (text: string): ConvasDocument => {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error('the template does not open');
  return parsed.document;
};

/** The document that a lesson begins with, in the current language. */
export const startOf = (template: string | null): ConvasDocument =>
  template === null ? chain('New network', []) : opened(localizedText(templateOf(template)!));

const features: Edit = () =>
  chain('Own network', [
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 8, kernelSize: [3, 3], activation: 'relu' }],
    ['maxPooling2d'],
    ['conv2d', { filters: 16, kernelSize: [3, 3], activation: 'relu' }],
    ['maxPooling2d'],
  ]);

const classifier: Edit = (document) => {
  let next = document;
  let last = document.layers.at(-1)!.id;
  for (const [kind, params] of [
    ['flatten', {}] as const,
    ['dense', { units: 10, activation: 'softmax' }] as const,
  ]) {
    const added = addLayer(next, kind, { x: 0, y: 0 }, params);
    next = connect(added.document, last, added.id);
    last = added.id;
  }
  const mnist = opened(templateOf('tiny-cnn')!.text).data;
  return setTraining(setData(next, mnist), { epochs: 5 });
};

const each =
  (names: readonly string[], change: (document: ConvasDocument, name: string) => ConvasDocument): Edit =>
  (document) =>
    names.reduce(change, document);

/** By lesson and step (0 is the first), what is changed in it; in a step that is not here nothing is. */
const edits: Readonly<Record<string, Readonly<Record<number, Edit>>>> = {
  'mlp-depth': {
    4: (at) => inserted(at, 'Hidden2', 'Output', 'dense', { units: 32, activation: 'relu' }),
  },
  overfitting: { 3: each(['Hidden1', 'Hidden2'], (at, name) => withParams(at, name, { units: 8 })) },
  pretraining: {
    1: (at) => setTraining(at, { pretraining: { epochs: 3, learningRate: 0.003, corruption: 0 } }),
  },
  'deep-belief': {
    3: (at) => setTraining(at, { pretraining: { ...at.training.pretraining!, epochs: 10 } }),
  },
  neocognitron: { 4: (at) => withParams(at, 'S3', { filters: 8 }) },
  lstm: { 4: (at) => withParams(at, 'lstm', { units: 16 }) },
  dropout: { 1: (at) => inserted(at, 'Hidden1', 'Hidden2', 'dropout', { rate: 0.5 }) },
  optimizers: {
    1: (at) => setTraining(at, { optimizer: { kind: 'sgd', params: {} } }),
    3: (at) => setTraining(at, { optimizer: { kind: 'adam', params: {} } }),
  },
  'receptive-fields': {
    3: (at) => withParams(withParams(at, 'C1', { kernelSize: [7, 7] }), 'C5', { kernelSize: [4, 4] }),
  },
  convolution: {
    3: (at) => withParams(withParams(at, 'C1', { padding: 'same' }), 'C5', { kernelSize: [6, 6] }),
    4: (at) =>
      withParams(withParams(at, 'C1', { padding: 'valid', strides: [2, 2] }), 'C5', { kernelSize: [1, 1] }),
  },
  filters: { 3: (at) => withParams(at, 'C1', { filters: 12 }) },
  'feature-maps': { 3: (at) => withParams(at, 'Conv1', { filters: 32 }) },
  pooling: { 2: each(['Pool1', 'Pool2'], (at, name) => replaced(at, name, 'averagePooling2d')) },
  relu: { 2: each(['C1', 'C3', 'C5', 'F6'], (at, name) => withParams(at, name, { activation: 'relu' })) },
  architectures: { 1: features, 2: classifier },
  'cifar-10': { 3: (at) => replaced(at, 'flatten', 'globalAveragePooling2d') },
  documents: { 4: (at) => withParams(at, 'code', { units: 10 }) },
  autoencoders: { 3: (at) => withParams(at, 'code', { units: 2 }) },
};

/** The document in every step of a lesson, after what the step asks for. */
export function walkThrough(id: string): readonly ConvasDocument[] {
  const lesson = lessonsIn('en').find((one) => one.id === id)!;
  let document = startOf(lesson.template);
  return lesson.steps.map((_, step) => {
    document = edits[id]?.[step]?.(document) ?? document;
    return document;
  });
}
