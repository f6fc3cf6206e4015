import { closeBlock, definitionOf, openBlock } from '../document/blocks.ts';
import { place } from '../document/operations/arrange.ts';
import { connect, disconnect } from '../document/operations/edges.ts';
import {
  addLayer,
  type LayerParams,
  removeAndRewire,
  renameLayer,
  setParams,
} from '../document/operations/layers.ts';
import { setData, setTraining } from '../document/operations/settings.ts';
import type { BlockDefinition, ConvasDocument } from '../document/schema.ts';
import type { Repair } from './network.ts';

/** Card and gap on the canvas: how far layers move to make room for an inserted one. */
const spacing = 264;

type Insertion = Extract<Repair, { action: 'insertBefore' | 'insertAfter' }>;

const apply: {
  [A in Repair['action']]: (
    document: ConvasDocument,
    repair: Extract<Repair, { action: A }>,
  ) => ConvasDocument;
} = {
  setParams: (document, { layer, params }) => setParams(document, layer, params as LayerParams),
  removeLayer: (document, { layer }) => removeAndRewire(document, [layer]),
  removeEdge: (document, { edge }) => disconnect(document, [edge]),
  connect: (document, { source, target }) => connect(document, source, target),
  setTraining: (document, { training }) => setTraining(document, training),
  setData: (document, { data }) =>
    document.data ? setData(document, { ...document.data, ...data }) : document,
  rename: (document, { layer, name }) => renameLayer(document, layer, name),
  insertBefore: (document, repair) => insert(document, repair, 'target'),
  insertAfter: (document, repair) => insert(document, repair, 'source'),
};

/** The document with the problem mended; unchanged where what the repair speaks of is no longer there. */
export function applyRepair(document: ConvasDocument, repair: Repair): ConvasDocument {
  const action = apply[repair.action] as (document: ConvasDocument, repair: Repair) => ConvasDocument;
  const ends = fieldsWithIds.filter((field) => field in repair);
  const located = ends.map((field) =>
    locate(document, (repair as unknown as Record<string, string>)[field]!),
  );
  const scope = located[0]?.block ?? null;
  if (located.some((place) => (place.block ?? null) !== scope)) return document;
  const inside = {
    ...repair,
    ...Object.fromEntries(ends.map((field, index) => [field, located[index]!.id])),
  };
  if (scope === null) return action(document, inside);
  const part = openBlock(document, scope);
  return part ? closeBlock(document, scope, action(part, inside)) : document;
}

const fieldsWithIds = ['layer', 'edge', 'source', 'target'] as const;

/**
 * Where the thing of that path is written down: a block's definition (null: the document itself), and its id
 * there. What is mended inside a block is mended in all its instances.
 */
function locate(document: ConvasDocument, path: string): { block: string | null; id: string } {
  let layers = document.layers;
  let edges = document.edges;
  let block: string | null = null;
  let rest = path;
  for (;;) {
    const here = rest;
    if (layers.some((layer) => layer.id === here) || edges.some((edge) => edge.id === here))
      return { block, id: here };
    const outer = layers.find((layer) => layer.block && here.startsWith(`${layer.id}/`));
    const definition: BlockDefinition | undefined = outer && definitionOf(document, outer);
    const inner = outer && /^\d+\/(.+)$/s.exec(here.slice(outer.id.length + 1));
    if (!definition || !inner) return { block: null, id: path };
    block = definition.id;
    layers = definition.layers;
    edges = definition.edges;
    rest = inner[1]!;
  }
}

/** A new layer before (`end` is `target`) or after a layer, taking over all wires on that side. */
function insert(document: ConvasDocument, repair: Insertion, end: 'source' | 'target'): ConvasDocument {
  const beside = document.layers.find((layer) => layer.id === repair.layer);
  if (!beside) return document;
  const before = end === 'target';
  const { x, y } = beside.position;
  const at = { x: before ? x : x + spacing, y };
  const roomy = makeRoom(document, repair.layer, before);
  const added = addLayer(roomy, repair.kind, at, repair.params as LayerParams);
  const edges = added.document.edges.map((edge) =>
    edge[end] === repair.layer ? { ...edge, [end]: added.id } : edge,
  );
  const [source, target] = before ? [added.id, repair.layer] : [repair.layer, added.id];
  return connect({ ...added.document, edges }, source, target);
}

/** Moves what lies downstream of a layer, and with `inclusive` the layer itself, one place to the right. */
function makeRoom(document: ConvasDocument, layer: string, inclusive: boolean): ConvasDocument {
  const targets = new Map<string, string[]>();
  for (const { source, target } of document.edges)
    targets.set(source, [...(targets.get(source) ?? []), target]);
  const moving = new Set<string>([layer]);
  for (const id of moving) for (const target of targets.get(id) ?? []) moving.add(target);
  if (!inclusive) moving.delete(layer);
  const positions = new Map(
    document.layers
      .filter(({ id }) => moving.has(id))
      .map(({ id, position }) => [id, { x: position.x + spacing, y: position.y }]),
  );
  return place(document, positions);
}
