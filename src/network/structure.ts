import type { Graph } from './graph.ts';
import { resolve } from './resolve.ts';

/** What follows from a graph's layers, their kinds and wires, whatever their parameters are. */
export interface Structure {
  /** Ids in topological order; layers in or behind a cycle are missing. */
  readonly sorted: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  /** The place of each id among the sorted. */
  readonly places: ReadonlyMap<string, number>;
  /** Layers without any wire, where there are others: they lie beside the network and take no part in it. */
  readonly isolated: ReadonlySet<string>;
  /** The sorted that take part. */
  readonly taking: readonly string[];
  /** Of those that take part: Inputs, in the document's order; whatever nothing leads to; whatever nothing takes from. */
  readonly inputs: readonly string[];
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
}

function findIsolated({ layers, incoming, outgoing }: Graph): Set<string> {
  if (layers.length < 2) return new Set();
  const alone = layers.filter(({ id }) => incoming.get(id)!.length === 0 && outgoing.get(id)!.length === 0);
  return new Set(alone.map((layer) => layer.id));
}

export function structureOf(
  graph: Graph,
  { sorted, cycles }: Pick<Structure, 'sorted' | 'cycles'>,
): Structure {
  const isolated = findIsolated(graph);
  const taking = sorted.filter((id) => !isolated.has(id));
  const part = graph.layers.filter(({ id }) => !isolated.has(id));
  return {
    sorted,
    cycles,
    places: new Map(sorted.map((id, index) => [id, index])),
    isolated,
    taking,
    inputs: part.filter(({ node }) => resolve(node).kind?.inputs.max === 0).map(({ id }) => id),
    sources: taking.filter((id) => graph.incoming.get(id)!.length === 0),
    outputs: part.filter(({ id }) => graph.outgoing.get(id)!.length === 0).map(({ id }) => id),
  };
}
