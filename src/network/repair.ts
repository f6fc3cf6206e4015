import { closeBlock } from '../document/blocks.ts';
import { place } from '../document/operations/arrange.ts';
import { setBypassed } from '../document/operations/bypass.ts';
import { connect, disconnect, insertOnEdge } from '../document/operations/edges.ts';
import {
  addLayer,
  type LayerParams,
  removeAndRewire,
  renameLayer,
  setParams,
} from '../document/operations/layers.ts';
import { moveLine } from '../document/operations/room.ts';
import { setData, setTraining } from '../document/operations/settings.ts';
import { locate, openPlace, sameInstances } from '../document/place.ts';
import type { ConvasDocument } from '../document/schema.ts';
import type { Repair, SimpleRepair } from './network.ts';

/** Card and gap on the canvas: how far layers move to make room for an inserted one. */
const spacing = 264;

type Insertion = Extract<SimpleRepair, { action: 'insertBefore' | 'insertAfter' }>;

const apply: {
  [A in SimpleRepair['action']]: (
    document: ConvasDocument,
    repair: Extract<SimpleRepair, { action: A }>,
  ) => ConvasDocument;
} = {
  setParams: (document, { layer, params }) => setParams(document, layer, params as LayerParams),
  removeLayer: (document, { layer }) => removeAndRewire(document, [layer]),
  removeEdge: (document, { edge }) => disconnect(document, [edge]),
  connect: (document, { source, target }) => connect(document, source, target),
  removeBypass: (document, { layer }) => setBypassed(document, [layer], false),
  insertOnEdge: moveOntoEdge,
  setTraining: (document, { training }) => setTraining(document, training),
  setData: (document, { data }) =>
    document.data ? setData(document, { ...document.data, ...data }) : document,
  chooseData: (document) => document,
  rename: (document, { layer, name }) => renameLayer(document, layer, name),
  insertBefore: (document, repair) => insert(document, repair, 'target'),
  insertAfter: (document, repair) => insert(document, repair, 'source'),
};

/**
 * The document with the problem fixed; unchanged where what the repair speaks of is no longer there. What is
 * fixed inside a block is fixed in all its instances.
 */
export function applyRepair(document: ConvasDocument, repair: Repair): ConvasDocument {
  if (repair.action === 'several') return repair.repairs.reduce(applyOne, document);
  return applyOne(document, repair);
}

function applyOne(document: ConvasDocument, repair: SimpleRepair): ConvasDocument {
  const action = apply[repair.action] as (document: ConvasDocument, repair: SimpleRepair) => ConvasDocument;
  const ends = fieldsWithIds.filter((field) => field in repair);
  const located = ends.map((field) =>
    locate(document, (repair as unknown as Record<string, string>)[field]!),
  );
  const place = located[0]?.place ?? [];
  if (located.some((other) => !sameInstances(other.place, place))) return document;
  const inside = {
    ...repair,
    ...Object.fromEntries(ends.map((field, index) => [field, located[index]!.id])),
  };
  const part = openPlace(
    document,
    place.map((step) => ({ ...step, repetition: 1 })),
  );
  if (!part) return document;
  if (part.definition === null) return action(document, inside);
  return closeBlock(document, part.definition.id, action(part.document, inside));
}

const fieldsWithIds = ['layer', 'edge', 'source', 'target'] as const;

/** A layer that lies beside the network put into a wire, in the place of what the wire leads to, which makes room. */
function moveOntoEdge(
  document: ConvasDocument,
  { edge: id, layer }: Extract<SimpleRepair, { action: 'insertOnEdge' }>,
): ConvasDocument {
  const inserted = insertOnEdge(document, id, layer);
  const edge = document.edges.find((candidate) => candidate.id === id);
  const target = document.layers.find((candidate) => candidate.id === edge?.target);
  if (inserted === document || !target) return document;
  const roomy = moveLine({ ...inserted, edges: document.edges }, target.id, spacing, true);
  return place({ ...roomy, edges: inserted.edges }, new Map([[layer, target.position]]));
}

/** A new layer before (`end` is `target`) or after a layer, taking over all wires on that side. */
function insert(document: ConvasDocument, repair: Insertion, end: 'source' | 'target'): ConvasDocument {
  const beside = document.layers.find((layer) => layer.id === repair.layer);
  if (!beside) return document;
  const before = end === 'target';
  const { x, y } = beside.position;
  const at = { x: before ? x : x + spacing, y };
  const roomy = moveLine(document, repair.layer, spacing, before);
  const added = addLayer(roomy, repair.kind, at, repair.params as LayerParams);
  const edges = added.document.edges.map((edge) =>
    edge[end] === repair.layer ? { ...edge, [end]: added.id } : edge,
  );
  const [source, target] = before ? [added.id, repair.layer] : [repair.layer, added.id];
  return connect({ ...added.document, edges }, source, target);
}
