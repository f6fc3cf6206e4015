import { freshIds } from '../names.ts';
import type { ConvasDocument, Edge } from '../schema.ts';

export type ConnectRefusal = 'missing-layer' | 'self-loop' | 'already-connected';

/**
 * Why a wire cannot be drawn; null when it can. A wire that closes a cycle can: while rewiring one passes
 * through cycles, and `network` names the cycle with a button that opens it.
 */
export function whyNotConnect(
  document: ConvasDocument,
  source: string,
  target: string,
): ConnectRefusal | null {
  if (source === target) return 'self-loop';
  const known = document.layers.filter((layer) => layer.id === source || layer.id === target);
  if (known.length < 2) return 'missing-layer';
  return document.edges.some((edge) => edge.source === source && edge.target === target)
    ? 'already-connected'
    : null;
}

/** A wire from `source` into `target`, as its last input. The same document where `whyNotConnect` has a reason. */
export function connect(document: ConvasDocument, source: string, target: string): ConvasDocument {
  if (whyNotConnect(document, source, target) !== null) return document;
  const edge = { id: freshIds(document, 'edge')(), source, target };
  return { ...document, edges: [...document.edges, edge] };
}

/** The wires that join two different layers, each pair once: those that come first stay. */
export function distinctWires(edges: readonly Edge[]): Edge[] {
  const pairs = new Set<string>();
  return edges.filter(({ source, target }) => {
    const pair = JSON.stringify([source, target]);
    if (source === target || pairs.has(pair)) return false;
    pairs.add(pair);
    return true;
  });
}

export function disconnect(document: ConvasDocument, edges: Iterable<string>): ConvasDocument {
  const gone = new Set(edges);
  const left = document.edges.filter((edge) => !gone.has(edge.id));
  return left.length === document.edges.length ? document : { ...document, edges: left };
}

/** Leads a wire into another layer, as its last input. The same document where `whyNotConnect` has a reason. */
export function retarget(document: ConvasDocument, edgeId: string, target: string): ConvasDocument {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  if (!edge || whyNotConnect(document, edge.source, target) !== null) return document;
  const others = document.edges.filter((other) => other !== edge);
  return { ...document, edges: [...others, { ...edge, target }] };
}

/** Puts a layer into a wire: what flowed along the wire now flows through the layer. */
export function insertOnEdge(document: ConvasDocument, edgeId: string, layer: string): ConvasDocument {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  if (!edge || edge.source === layer || edge.target === layer) return document;
  if (whyNotConnect(document, layer, edge.target) === 'missing-layer') return document;
  const joined = connect(document, edge.source, layer);
  const leads = joined.edges.some((other) => other.source === layer && other.target === edge.target);
  const edges = leads
    ? joined.edges.filter((other) => other.id !== edgeId)
    : joined.edges.map((other) => (other.id === edgeId ? { ...other, source: layer } : other));
  return { ...joined, edges };
}

/** Moves a wire to another place among its target's inputs; 0 is the first. */
export function moveInput(document: ConvasDocument, edgeId: string, place: number): ConvasDocument {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  if (!edge) return document;
  const inputs = document.edges.filter((other) => other.target === edge.target);
  const reordered = inputs.filter((other) => other !== edge);
  reordered.splice(Math.max(0, place), 0, edge);
  if (reordered.every((other, index) => other === inputs[index])) return document;
  let next = 0;
  const edges = document.edges.map((other) => (other.target === edge.target ? reordered[next++]! : other));
  return { ...document, edges };
}
