import { parseDocument } from '../document/parse.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { sizeOf } from '../layers/shape.ts';
import { analyze } from '../network/analyze.ts';
import type { Network } from '../network/network.ts';
import type { ImportedLine } from '../protocol/import.ts';
import type { ImportedModel } from './importer.ts';

/** A document that a file carries, and its network. */
export interface CarriedDocument {
  readonly document: ConvasDocument;
  readonly network: Network;
}

/** Reads a carried document as any other; null for what is none, or has no sound network. */
export function readCarried(text: unknown): CarriedDocument | null {
  if (typeof text !== 'string') return null;
  const parsed = parseDocument(text);
  if (!parsed.ok) return null;
  const { network } = analyze(parsed.document, null);
  return network && { document: parsed.document, network };
}

/** A model of a carried document: each of its layers is there as it was. */
export function modelOfCarried(
  { document, network }: CarriedDocument,
  weights: ImportedModel['weights'],
  labels: readonly string[],
): ImportedModel {
  const report = network.layers.map(
    ({ id, name }): ImportedLine => ({ layer: id, name, status: 'kept', detail: '' }),
  );
  return { document, weights, report, labels };
}

/** Names as formats rewrite them: letters and digits stay. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '_');

/** By what formats make of them, layers whose names stay apart; null where they do not. */
function byPlainName(network: Network): ReadonlyMap<string, Network['layers'][number]> | null {
  const layers = network.layers.filter(({ weights }) => weights.length > 0);
  const named = new Map(layers.map((layer) => [plain(layer.name), layer]));
  return named.size === layers.length ? named : null;
}

/** The weights that were read, as the carried network has them; null where they are not those of its layers. */
function weightsFor(
  { network }: CarriedDocument,
  model: ImportedModel,
): ReadonlyMap<string, Float32Array> | null {
  const read = analyze(model.document, null).network;
  const found = read && byPlainName(read);
  if (!model.weights || !found || !byPlainName(network)) return null;
  const weights = new Map<string, Float32Array>();
  for (const layer of network.layers) {
    const other = layer.weights.length > 0 ? found.get(plain(layer.name)) : undefined;
    if (layer.weights.length > 0 && other?.kind !== layer.kind) return null;
    for (const { name, shape } of layer.weights) {
      const values = model.weights.get(`${other!.name}/${name}`);
      const same = other!.weights.find((spec) => spec.name === name)?.shape.join() === shape.join();
      if (!same || values?.length !== sizeOf(shape)) return null;
      weights.set(`${layer.name}/${name}`, values);
    }
  }
  return weights;
}

/**
 * What an importer read, in the document that the file carries: its settings, data, positions and blocks come back. The
 * importer's own reading stays where the weights are not those of the carried network.
 * @param text the carried document; null for none
 */
export function restored(model: ImportedModel, text: unknown): ImportedModel {
  const carried = readCarried(text);
  if (!carried) return model;
  if (model.weights === null) return modelOfCarried(carried, null, model.labels);
  const weights = weightsFor(carried, model);
  return weights ? modelOfCarried(carried, weights, model.labels) : model;
}

/**
 * The weights of a recorded graph: constants `weight0`, `weight1`, in the network's order.
 * @param constant float32 numbers of a constant; null where there is none
 */
export function recordedWeights(
  { network }: CarriedDocument,
  constant: (name: string) => Float32Array | null,
): ReadonlyMap<string, Float32Array> | null {
  const weights = new Map<string, Float32Array>();
  const specs = network.layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => ({ key: `${layer.name}/${name}`, size: sizeOf(shape) })),
  );
  for (const [at, { key, size }] of specs.entries()) {
    const values = constant(`weight${at}`);
    if (values?.length !== size) return null;
    weights.set(key, values);
  }
  return weights;
}
