import type { LayerNode } from '../document/schema.ts';

/** A layer as it takes part in the network. It keeps its identity from analysis to analysis. */
export interface GraphLayer {
  /** The document's layer id; through blocks, a path. */
  readonly id: string;
  readonly name: string;
  /** Formulas computed. Its own id is that within its block. */
  readonly node: LayerNode;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** The layers and wires of a document with nothing folded, in the document's order. */
export interface Graph {
  readonly layers: readonly GraphLayer[];
  readonly byId: ReadonlyMap<string, GraphLayer>;
  /** Wires into each layer, in the order of its inputs. Every layer has an entry. */
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
}

export function buildGraph(layers: readonly GraphLayer[], edges: readonly GraphEdge[]): Graph {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const incoming = new Map<string, GraphEdge[]>(layers.map((layer) => [layer.id, []]));
  const outgoing = new Map<string, GraphEdge[]>(layers.map((layer) => [layer.id, []]));
  for (const edge of edges) {
    if (!byId.has(edge.source) || !byId.has(edge.target)) continue;
    incoming.get(edge.target)!.push(edge);
    outgoing.get(edge.source)!.push(edge);
  }
  return { layers, byId, incoming, outgoing };
}
