import {
  argumentsOf,
  blockInputKind,
  blockKind,
  blockOutputKind,
  definitionOf,
  inputPorts,
  outputPort,
} from '../blocks.ts';
import { isFormula, substitute } from '../formula.ts';
import { freshIds, namesOf, uniqueNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, Edge, LayerNode } from '../schema.ts';
import { removeLayers, updateLayer } from './layers.ts';

/** Why layers cannot become a block: they must be left by one layer alone, and nothing may go out and come back. */
export type BlockRefusal = 'nothing-chosen' | 'holds-input' | 'several-outputs' | 'comes-back';

interface Boundary {
  /** Layers outside that feed the chosen, in the order of the wires. */
  readonly sources: readonly string[];
  /** The chosen layer that feeds what is outside. */
  readonly exit: string;
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Where wires cross the edge of the chosen layers, or why they cannot be one layer. */
function boundaryOf(document: ConvasDocument, chosen: ReadonlySet<string>): Boundary | BlockRefusal {
  const layers = document.layers.filter((layer) => chosen.has(layer.id));
  if (layers.length === 0) return 'nothing-chosen';
  if (layers.some((layer) => layer.kind === 'input' || isPort(layer))) return 'holds-input';
  const sources = distinct(
    document.edges
      .filter((edge) => chosen.has(edge.target) && !chosen.has(edge.source))
      .map((edge) => edge.source),
  );
  const leaving = document.edges.filter((edge) => chosen.has(edge.source) && !chosen.has(edge.target));
  const used = new Set(document.edges.map((edge) => edge.source));
  const ends = layers.filter((layer) => !used.has(layer.id)).map((layer) => layer.id);
  const exits = distinct([...leaving.map((edge) => edge.source), ...ends]);
  if (exits.length !== 1) return 'several-outputs';
  const after = reachable(
    document,
    leaving.map((edge) => edge.target),
  );
  if (sources.some((source) => after.has(source))) return 'comes-back';
  return { sources, exit: exits[0]! };
}

const isPort = (layer: LayerNode): boolean => layer.kind === blockInputKind || layer.kind === blockOutputKind;

function reachable(document: ConvasDocument, from: readonly string[]): Set<string> {
  const targets = new Map<string, string[]>();
  for (const { source, target } of document.edges)
    targets.set(source, [...(targets.get(source) ?? []), target]);
  const reached = new Set(from);
  for (const id of reached) for (const target of targets.get(id) ?? []) reached.add(target);
  return reached;
}

export function whyNotBlock(document: ConvasDocument, ids: Iterable<string>): BlockRefusal | null {
  const boundary = boundaryOf(document, new Set(ids));
  return typeof boundary === 'string' ? boundary : null;
}

/** How far ports stand from what they serve. */
const portDistance = 264;

/** The chosen layers as the inside of a block, with a port for each source and one for the result. */
function inside(document: ConvasDocument, chosen: ReadonlySet<string>, { sources, exit }: Boundary) {
  const layers = document.layers.filter((layer) => chosen.has(layer.id));
  const xs = layers.map((layer) => layer.position.x);
  const y = layers[0]!.position.y;
  const port = (kind: string, name: string, x: number, row: number): LayerNode => {
    return { id: name, kind, name, params: {}, position: { x, y: y + row * 96 } };
  };
  const ids = freshIds({ ...document, layers: [...document.layers] }, 'port');
  const ports = sources.map((_, index) => ({
    ...port(
      blockInputKind,
      sources.length === 1 ? 'in' : `in_${index + 1}`,
      Math.min(...xs) - portDistance,
      index,
    ),
    id: ids(),
  }));
  const out = { ...port(blockOutputKind, 'out', Math.max(...xs) + portDistance, 0), id: ids() };
  const edges: Edge[] = [];
  for (const edge of document.edges) {
    if (!chosen.has(edge.target)) continue;
    if (chosen.has(edge.source)) edges.push(edge);
    else edges.push({ ...edge, source: ports[sources.indexOf(edge.source)]!.id });
  }
  edges.push({ id: freshIds(document, 'edge')(), source: exit, target: out.id });
  return { layers: [...ports, ...layers, out], edges };
}

/**
 * Makes the chosen layers a block and puts one instance in their place, wired as they were. The same document
 * where `whyNotBlock` has a reason.
 */
export function makeBlock(
  document: ConvasDocument,
  ids: Iterable<string>,
  name: string,
): { document: ConvasDocument; definition: string; instance: string } | null {
  const chosen = new Set(ids);
  const boundary = boundaryOf(document, chosen);
  if (typeof boundary === 'string') return null;
  const definition: BlockDefinition = {
    id: freshIds(document, 'block')(),
    name: name.trim().slice(0, 200) || 'Block',
    description: '',
    parameters: [],
    ...inside(document, chosen, boundary),
    notes: [],
  };
  const entry = document.layers.find((layer) => chosen.has(layer.id))!;
  const instance: LayerNode = {
    id: freshIds(document, 'layer')(),
    kind: blockKind,
    name: uniqueNames(namesOf(document))(definition.name),
    params: {},
    position: entry.position,
    block: { definition: definition.id, repeat: 1 },
  };
  const left = removeLayers(document, chosen);
  const place = document.layers.indexOf(entry);
  const before = left.layers.filter((layer) => document.layers.indexOf(layer) < place);
  const edgeId = freshIds(document, 'edge');
  // The wires out keep their place, so that the inputs of what follows stay in order.
  const edges = document.edges.flatMap((edge) => {
    if (!chosen.has(edge.source) && !chosen.has(edge.target)) return [edge];
    return chosen.has(edge.source) && !chosen.has(edge.target) ? [{ ...edge, source: instance.id }] : [];
  });
  const wiresIn = boundary.sources.map((source) => ({ id: edgeId(), source, target: instance.id }));
  return {
    document: {
      ...left,
      layers: [...before, instance, ...left.layers.slice(before.length)],
      edges: [...edges, ...wiresIn],
      blocks: [...document.blocks, definition],
    },
    definition: definition.id,
    instance: instance.id,
  };
}

/** Adds an instance of a block of the document. */
export function addInstance(
  document: ConvasDocument,
  definition: string,
  position: { readonly x: number; readonly y: number },
): { document: ConvasDocument; id: string } | null {
  const block = document.blocks.find((candidate) => candidate.id === definition);
  if (!block) return null;
  const instance: LayerNode = {
    id: freshIds(document, 'layer')(),
    kind: blockKind,
    name: uniqueNames(namesOf(document))(block.name),
    params: {},
    position: { x: position.x, y: position.y },
    block: { definition, repeat: 1 },
  };
  return { document: { ...document, layers: [...document.layers, instance] }, id: instance.id };
}

/** Sets how many times in a row an instance stands; from 1 to 1000. */
export function setRepeat(document: ConvasDocument, id: string, repeat: number): ConvasDocument {
  const times = Math.min(1000, Math.max(1, Math.round(repeat)));
  return updateLayer(document, id, (layer) =>
    !layer.block || layer.block.repeat === times || Number.isNaN(times)
      ? layer
      : { ...layer, block: { ...layer.block, repeat: times } },
  );
}

/** Replaces an instance by the layers it stands for, wires included; repetitions one after the other. */
export function unpackBlock(
  document: ConvasDocument,
  id: string,
): { document: ConvasDocument; ids: string[] } | null {
  const instance = document.layers.find((layer) => layer.id === id);
  const block = instance && definitionOf(document, instance);
  if (!instance?.block || !block) return null;
  const ports = inputPorts(block);
  const values = argumentsOf(block, instance);
  const inner = block.layers.filter((layer) => !isPort(layer));
  const xs = inner.map((layer) => layer.position.x);
  const left = Math.min(...xs);
  const width = Math.max(...xs) - left + portDistance;
  const top = Math.min(...inner.map((layer) => layer.position.y));
  const layerId = freshIds(document, 'layer');
  const edgeId = freshIds(document, 'edge');
  const uniqueName = uniqueNames(namesOf(document));
  const layers: LayerNode[] = [];
  const edges: Edge[] = [];
  let ends: readonly (string | undefined)[] = document.edges
    .filter((edge) => edge.target === id)
    .map((edge) => edge.source);
  let exit: string | undefined;
  for (let repetition = 0; repetition < instance.block.repeat; repetition++) {
    const renamed = new Map<string, string | undefined>(ports.map((port, index) => [port.id, ends[index]]));
    for (const layer of inner) {
      const x = instance.position.x + layer.position.x - left + repetition * width;
      const position = { x, y: instance.position.y + layer.position.y - top };
      const copy = { ...substitute(layer, values), id: layerId(), name: uniqueName(layer.name), position };
      renamed.set(layer.id, copy.id);
      layers.push(copy);
    }
    for (const edge of block.edges) {
      const source = renamed.get(edge.source);
      const target = renamed.get(edge.target);
      if (edge.target === outputPort(block)?.id) exit = source;
      else if (source !== undefined && target !== undefined) edges.push({ id: edgeId(), source, target });
    }
    ends = [exit, ...ends.slice(1)];
  }
  const outside = document.edges.flatMap((edge) => {
    if (edge.target === id) return [];
    if (edge.source !== id) return [edge];
    return exit === undefined ? [] : [{ ...edge, source: exit }];
  });
  const place = document.layers.indexOf(instance);
  const around = [...document.layers.slice(0, place), ...layers, ...document.layers.slice(place + 1)];
  return {
    document: { ...document, layers: around, edges: [...outside, ...edges] },
    ids: layers.map((layer) => layer.id),
  };
}

function updateBlock(
  document: ConvasDocument,
  id: string,
  change: (block: BlockDefinition) => BlockDefinition,
): ConvasDocument {
  const blocks = document.blocks.map((block) => (block.id === id ? change(block) : block));
  return blocks.some((block, index) => block !== document.blocks[index]) ? { ...document, blocks } : document;
}

export function renameBlock(document: ConvasDocument, id: string, name: string): ConvasDocument {
  const wanted = name.trim().slice(0, 200);
  return wanted === '' ? document : updateBlock(document, id, (block) => ({ ...block, name: wanted }));
}

type Json = LayerNode['params'][string];

/** Adds a parameter that instances may set, or changes the default of one. Refused (the same document) for a name that no formula can hold. */
export function setBlockParameter(
  document: ConvasDocument,
  id: string,
  name: string,
  value: Json,
): ConvasDocument {
  if (!/^[A-Za-z_]\w{0,99}$/.test(name)) return document;
  return updateBlock(document, id, (block) => {
    const parameter = { name, default: value };
    const known = block.parameters.some((each) => each.name === name);
    const parameters = known
      ? block.parameters.map((each) => (each.name === name ? parameter : each))
      : [...block.parameters, parameter];
    return { ...block, parameters };
  });
}

/** Makes a parameter of a layer inside a block one of the block's own, with its present value as the default. */
export function promoteParameter(
  document: ConvasDocument,
  block: string,
  layer: string,
  field: string,
  name: string = field,
): ConvasDocument {
  const definition = document.blocks.find((candidate) => candidate.id === block);
  const value = definition?.layers.find((candidate) => candidate.id === layer)?.params[field];
  if (value === undefined || isFormula(value)) return document;
  const declared = setBlockParameter(document, block, name, value);
  if (declared === document) return document;
  return updateBlock(declared, block, (own) => ({
    ...own,
    layers: own.layers.map((each) =>
      each.id === layer ? { ...each, params: { ...each.params, [field]: `=${name}` } } : each,
    ),
  }));
}

/** Removes a definition that no layer uses; the same document while one does. */
export function removeBlock(document: ConvasDocument, id: string): ConvasDocument {
  const parts = [document.layers, ...document.blocks.map((block) => block.layers)];
  if (parts.some((layers) => layers.some((layer) => layer.block?.definition === id))) return document;
  const blocks = document.blocks.filter((block) => block.id !== id);
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}
