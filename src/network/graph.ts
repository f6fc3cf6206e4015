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
  const byId = new Map<string, GraphLayer>();
  const incoming = new Map<string, GraphEdge[]>();
  const outgoing = new Map<string, GraphEdge[]>();
  for (const layer of layers) {
    byId.set(layer.id, layer);
    incoming.set(layer.id, []);
    outgoing.set(layer.id, []);
  }
  for (const edge of edges) {
    const out = outgoing.get(edge.source);
    const into = incoming.get(edge.target);
    if (!out || !into) continue;
    into.push(edge);
    out.push(edge);
  }
  return { layers, byId, incoming, outgoing };
}
