import {
  argumentsOf,
  blockInputKind,
  blockKind,
  blockOutputKind,
  definitionOf,
  inputPorts,
  isPort,
  outputPort,
} from '../blocks.ts';
import { substitute } from '../formula.ts';
import { clampPosition, clampRepeat, clip, limits } from '../limits.ts';
import { freshIds, layerNames, uniqueNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, Edge, LayerNode } from '../schema.ts';
import { distinctWires } from './edges.ts';
import { moveLayerTraining } from './layer-training.ts';
import { removeLayers, updateLayer } from './layers.ts';
import { cardHeight, makeRoom } from './room.ts';

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
    return { id: name, kind, name, params: {}, position: clampPosition({ x, y: y + row * 96 }) };
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
    name: clip(name.trim(), limits.name) || 'Block',
    description: '',
    parameters: [],
    ...inside(document, chosen, boundary),
    notes: [],
  };
  const entry = document.layers.find((layer) => chosen.has(layer.id))!;
  const instance: LayerNode = {
    id: freshIds(document, 'layer')(),
    kind: blockKind,
    name: layerNames(document)(definition.name),
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
      training: moveLayerTraining(
        document.training,
        [...chosen].map((id) => [id, [`${instance.id}/1/${id}`]]),
      ),
      layers: [...before, instance, ...left.layers.slice(before.length)],
      edges: [...edges, ...wiresIn],
      blocks: [...document.blocks, definition],
    },
    definition: definition.id,
    instance: instance.id,
  };
}

/** Adds a port to the inside of a block, as `openBlock` gave it, below those of its kind. */
export function addBlockPort(
  inside: ConvasDocument,
  kind: typeof blockInputKind,
): { document: ConvasDocument; id: string } {
  const ports = inside.layers.filter((layer) => layer.kind === kind);
  const lowest = ports.reduce<LayerNode | null>(
    (low, port) => (low === null || port.position.y > low.position.y ? port : low),
    null,
  );
  const port: LayerNode = {
    id: freshIds(inside, 'port')(),
    kind,
    name: layerNames(inside)('in'),
    params: {},
    position: clampPosition(
      lowest
        ? { x: lowest.position.x, y: lowest.position.y + portDistance / 2 }
        : { x: Math.min(0, ...inside.layers.map(({ position }) => position.x)) - portDistance, y: 0 },
    ),
  };
  const after = ports.length === 0 ? 0 : inside.layers.indexOf(ports.at(-1)!) + 1;
  const layers = [...inside.layers.slice(0, after), port, ...inside.layers.slice(after)];
  return { document: { ...inside, layers }, id: port.id };
}

/** Takes inputs from a block, and from every layer that stands for it the wires that led to them. */
export function removeBlockInputs(
  document: ConvasDocument,
  id: string,
  ports: ReadonlySet<string>,
): ConvasDocument {
  const block = document.blocks.find((candidate) => candidate.id === id);
  const places = new Set(
    block ? inputPorts(block).flatMap((port, at) => (ports.has(port.id) ? [at] : [])) : [],
  );
  if (!block || places.size === 0) return document;
  const unwire = <P extends Pick<ConvasDocument, 'layers' | 'edges'>>(part: P): P => {
    const instances = new Set(
      part.layers.filter((layer) => layer.block?.definition === id).map((layer) => layer.id),
    );
    const seen = new Map<string, number>();
    const edges = part.edges.filter(({ target }) => {
      if (!instances.has(target)) return true;
      const at = seen.get(target) ?? 0;
      seen.set(target, at + 1);
      return !places.has(at);
    });
    return edges.length === part.edges.length ? part : { ...part, edges };
  };
  const without = updateBlock(document, id, (own) => ({
    ...own,
    layers: own.layers.filter((layer) => !ports.has(layer.id)),
    edges: own.edges.filter((edge) => !ports.has(edge.source) && !ports.has(edge.target)),
  }));
  return { ...unwire(without), blocks: without.blocks.map(unwire) };
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
    name: layerNames(document)(block.name),
    params: {},
    position: clampPosition(position),
    block: { definition, repeat: 1 },
  };
  return { document: { ...document, layers: [...document.layers, instance] }, id: instance.id };
}

/** Sets how many times in a row an instance stands; from 1 to `limits.repeat`. */
export function setRepeat(document: ConvasDocument, id: string, repeat: number): ConvasDocument {
  if (Number.isNaN(repeat)) return document;
  const times = clampRepeat(repeat);
  return updateLayer(document, id, (layer) =>
    !layer.block || layer.block.repeat === times
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
  const ys = inner.map((layer) => layer.position.y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const size = {
    width: Math.max(...xs) - left + portDistance,
    height: Math.max(...ys) - top + cardHeight,
  };
  const { corners, document: roomy } = makeRoom(document, instance, size, instance.block.repeat);
  const layerId = freshIds(document, 'layer');
  const edgeId = freshIds(document, 'edge');
  const uniqueName = layerNames(document);
  const layers: LayerNode[] = [];
  const edges: Edge[] = [];
  const moved: [string, string[]][] = [];
  let ends: readonly (string | undefined)[] = document.edges
    .filter((edge) => edge.target === id)
    .map((edge) => edge.source);
  let exit: string | undefined;
  for (let repetition = 0; repetition < instance.block.repeat; repetition++) {
    const renamed = new Map<string, string | undefined>(ports.map((port, index) => [port.id, ends[index]]));
    for (const layer of inner) {
      const { x, y } = corners[repetition]!;
      const position = clampPosition({ x: x + layer.position.x - left, y: y + layer.position.y - top });
      const copy = {
        ...substitute(layer, values),
        id: layerId(),
        name: uniqueName(layer.name),
        position,
        ...(instance.bypassed && { bypassed: true }),
      };
      renamed.set(layer.id, copy.id);
      moved.push([`${id}/${repetition + 1}/${layer.id}`, [copy.id]]);
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
  const around = [...roomy.layers.slice(0, place), ...layers, ...roomy.layers.slice(place + 1)];
  const ids = layers.map((layer) => layer.id);
  const training = moveLayerTraining(document.training, [...moved, [id, ids]]);
  // A block that hands an input on joins what may be joined already.
  const wires = distinctWires([...outside, ...edges]);
  return { document: { ...roomy, training, layers: around, edges: wires }, ids };
}

/** Changes one definition; the others keep their identity, and the document its own where nothing changes. */
export function updateBlock(
  document: ConvasDocument,
  id: string,
  change: (block: BlockDefinition) => BlockDefinition,
): ConvasDocument {
  const blocks = document.blocks.map((block) => (block.id === id ? change(block) : block));
  return blocks.some((block, index) => block !== document.blocks[index]) ? { ...document, blocks } : document;
}

export function renameBlock(document: ConvasDocument, id: string, name: string): ConvasDocument {
  const wanted = clip(name.trim(), limits.name);
  return wanted === '' ? document : updateBlock(document, id, (block) => ({ ...block, name: wanted }));
}

/** How many layers stand for each block, in the network and inside of other blocks; those that none does are missing. */
export function instanceCounts(document: ConvasDocument): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { layers } of [document, ...document.blocks])
    for (const { block } of layers)
      if (block) counts.set(block.definition, (counts.get(block.definition) ?? 0) + 1);
  return counts;
}

export const countInstances = (document: ConvasDocument, id: string): number =>
  instanceCounts(document).get(id) ?? 0;

/** Whether a block is another, or holds it, however deep. */
export function holdsBlock(document: ConvasDocument, outer: string, inner: string): boolean {
  const blocks = new Map(document.blocks.map((block) => [block.id, block]));
  const open = new Set([outer]);
  for (const id of open) {
    if (id === inner) return true;
    for (const layer of blocks.get(id)?.layers ?? []) if (layer.block) open.add(layer.block.definition);
  }
  return false;
}

/** Gives a layer that shares its block with others a block of its own, alike at first. */
export function detachInstance(document: ConvasDocument, instance: string): ConvasDocument {
  const layer = document.layers.find((candidate) => candidate.id === instance);
  const block = layer && definitionOf(document, layer);
  if (!layer?.block || !block) return document;
  const name = uniqueNames(
    document.blocks.map((other) => other.name),
    limits.name,
  )(block.name);
  const own = { ...block, id: freshIds(document, 'block')(), name: name.replace(/_(\d+)$/, ' $1') };
  const repointed = updateLayer(document, instance, (before) => ({
    ...before,
    block: { ...before.block!, definition: own.id },
  }));
  return { ...repointed, blocks: [...document.blocks, own] };
}

/** Removes a definition that no layer uses; the same document while one does. */
export function removeBlock(document: ConvasDocument, id: string): ConvasDocument {
  if (countInstances(document, id) > 0) return document;
  const blocks = document.blocks.filter((block) => block.id !== id);
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}
