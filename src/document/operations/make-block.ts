import { blockInputKind, blockKind, blockOutputKind, isPort } from '../blocks.ts';
import { clampPosition, clip, limits } from '../limits.ts';
import { freshIds, layerNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, Edge, LayerNode } from '../schema.ts';
import { moveLayerTraining } from './layer-training.ts';
import { removeLayers } from './layers.ts';
import { setSearchSpaces } from './search-space.ts';

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
export const portDistance = 264;

/** The chosen layers as the inside of a block, with a port for each source and one for the result. */
function inside(document: ConvasDocument, chosen: ReadonlySet<string>, { sources, exit }: Boundary) {
  // A search varies instances of blocks, not what is inside.
  const unmarked = setSearchSpaces(document, new Map([...chosen].map((id) => [id, {}])));
  const layers = unmarked.layers.filter((layer) => chosen.has(layer.id));
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
