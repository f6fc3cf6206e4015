import { newDocument } from '../../src/document/create.ts';
import { type ConvasDocument, documentSchema } from '../../src/document/schema.ts';
import type { Params } from '../../src/layers/kind.ts';
import type { KindName } from '../../src/layers/registry.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';

export type Link = readonly [kind: KindName, params?: Params, name?: string];

/** A document whose layers are a chain. */
export function chainDocument(
  layers: readonly Link[],
  training: Partial<TrainingSettings> = {},
  dataset = 'mnist-10k',
): ConvasDocument {
  return documentSchema.parse({
    ...newDocument('Test network'),
    layers: layers.map(([kind, params, name], index) => ({
      id: `layer-${index}`,
      kind,
      name: name ?? `${kind}_${index}`,
      params: params ?? {},
      position: { x: 0, y: 100 * index },
    })),
    edges: layers
      .slice(1)
      .map((_, index) => ({ id: `edge-${index}`, source: `layer-${index}`, target: `layer-${index + 1}` })),
    data: { dataset, preprocessing: imageSteps('pad', 'zero-one') },
    training: { epochs: 1, batchSize: 200, seed: 7, ...training },
  });
}

/** A small convolutional network for digits: trains in seconds on any backend. */
export const smallConvnet: readonly Link[] = [
  ['input', { shape: [28, 28, 1] }, 'image'],
  ['conv2d', { filters: 4, kernelSize: [5, 5], strides: [2, 2], activation: 'relu' }, 'conv'],
  ['maxPooling2d', {}, 'pool'],
  ['flatten', {}, 'flat'],
  ['dropout', { rate: 0.1 }, 'drop'],
  ['dense', { units: 10, activation: 'softmax' }, 'output'],
];
