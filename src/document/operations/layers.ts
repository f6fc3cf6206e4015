import { kindOf } from '../../layers/registry.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import { requireValue } from '../check.ts';
import { clampPosition, clip, limits } from '../limits.ts';
import { baseName, freshIds, layerNames, uniqueNames } from '../names.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';

export type LayerParams = LayerNode['params'];
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** The parameters written out in full: what a document says does not change when a default does. */
function completeParams(kind: string, params: LayerParams): LayerParams {
  const parsed = kindOf(kind)?.parameters.safeParse(params);
  return parsed?.success ? (parsed.data as LayerParams) : params;
}

/** A layer of the kind with its defaults, under `params`; `name` is made unique. @throws EditError as `setParams` */
export function addLayer(
  document: ConvasDocument,
  kind: string,
  position: Position,
  params: LayerParams = {},
  name: string = baseName(kind),
): { document: ConvasDocument; id: string } {
  for (const [field, value] of Object.entries(params)) requireValue(field, value);
  const id = freshIds(document, 'layer')();
  const layer: LayerNode = {
    id,
    kind,
    name: layerNames(document)(name),
    params: completeParams(kind, params),
    position: clampPosition(position),
  };
  return { document: { ...document, layers: [...document.layers, layer] }, id };
}

/** Ids are reused: settings of a removed layer must not apply to the next one with its id. */
function withoutLayers(training: TrainingSettings, gone: ReadonlySet<string>): TrainingSettings {
  const kept = Object.entries(training.layers).filter(([id]) => !gone.has(id));
  if (kept.length === Object.keys(training.layers).length) return training;
  return { ...training, layers: Object.fromEntries(kept) };
}

/** The layers and their wires gone, and their training settings. See `removeAndRewire` for closing the gap. */
export function removeLayers(document: ConvasDocument, ids: Iterable<string>): ConvasDocument {
  const gone = new Set(ids);
  if (!document.layers.some((layer) => gone.has(layer.id))) return document;
  return {
    ...document,
    training: withoutLayers(document.training, gone),
    layers: document.layers.filter((layer) => !gone.has(layer.id)),
    edges: document.edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)),
  };
}

/**
 * The layers without any wire. Where one of them had a single predecessor, that one is wired to its successors, in
 * the place the old wire had among their inputs.
 */
export function isolateLayers(document: ConvasDocument, ids: Iterable<string>): ConvasDocument {
  const gone = new Set(ids);
  const sources = new Map<string, string[]>();
  for (const edge of document.edges)
    if (gone.has(edge.target)) sources.set(edge.target, [...(sources.get(edge.target) ?? []), edge.source]);
  const keptSource = (id: string): string | null => {
    const passed = new Set<string>();
    let current = id;
    while (gone.has(current)) {
      const [source, ...others] = sources.get(current) ?? [];
      if (source === undefined || others.length > 0 || passed.has(current)) return null;
      passed.add(current);
      current = source;
    }
    return current;
  };
  const pairs = new Set(document.edges.map((edge) => JSON.stringify([edge.source, edge.target])));
  const edges = document.edges.flatMap((edge) => {
    if (gone.has(edge.target)) return [];
    if (!gone.has(edge.source)) return [edge];
    const source = keptSource(edge.source);
    const pair = JSON.stringify([source, edge.target]);
    if (source === null || source === edge.target || pairs.has(pair)) return [];
    pairs.add(pair);
    return [{ ...edge, source }];
  });
  const same =
    edges.length === document.edges.length && edges.every((edge, at) => edge === document.edges[at]);
  return same ? document : { ...document, edges };
}

/** The layers gone, and the neighbors of each that had a single predecessor joined, as `isolateLayers` does it. */
export function removeAndRewire(document: ConvasDocument, ids: Iterable<string>): ConvasDocument {
  const gone = [...ids];
  return removeLayers(isolateLayers(document, gone), gone);
}

/** Changes one layer; the others keep their identity, and the document its own where nothing changes. */
export function updateLayer(
  document: ConvasDocument,
  id: string,
  change: (layer: LayerNode) => LayerNode,
): ConvasDocument {
  const index = document.layers.findIndex((layer) => layer.id === id);
  const before = document.layers[index];
  if (!before) return document;
  const after = change(before);
  if (after === before) return document;
  const layers = document.layers.slice();
  layers[index] = after;
  return { ...document, layers };
}

/** Sets the given parameters, leaves the others. @throws EditError for a value that no file can hold */
export function setParams(document: ConvasDocument, id: string, params: LayerParams): ConvasDocument {
  for (const [name, value] of Object.entries(params)) requireValue(name, value);
  return updateLayer(document, id, (layer) => {
    const same = Object.entries(params).every(([key, value]) => equal(layer.params[key], value));
    return same ? layer : { ...layer, params: { ...layer.params, ...params } };
  });
}

/** Takes a parameter's value from a layer, so that its default holds. */
export function resetParam(document: ConvasDocument, id: string, name: string): ConvasDocument {
  return updateLayer(document, id, (layer) => {
    if (!Object.hasOwn(layer.params, name)) return layer;
    const { [name]: _gone, ...params } = layer.params;
    return { ...layer, params };
  });
}

const equal = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** An empty name is refused (the document stays); a taken one gets a number, as Keras does. */
export function renameLayer(document: ConvasDocument, id: string, name: string): ConvasDocument {
  const wanted = clip(name.trim(), limits.name);
  if (wanted === '') return document;
  const others = document.layers.filter((layer) => layer.id !== id).map((layer) => layer.name);
  const unique = uniqueNames(others, limits.name)(wanted);
  return updateLayer(document, id, (layer) => (layer.name === unique ? layer : { ...layer, name: unique }));
}
