import type { ConvasDocument } from '../document/schema.ts';
import { analyzeLayer } from './analyze-layer.ts';
import type { Graph, GraphEdge, GraphLayer } from './graph.ts';
import type { LayerAnalysis } from './network.ts';
import { anyError } from './problems/context.ts';
import { type AnalyzerState, buildNetwork, dataOf, networkLayer } from './state.ts';
import type { Structure } from './structure.ts';
import { type TailEdit, tailEdit } from './tail.ts';
import { exchanged, sumOf, totalsOf } from './totals.ts';

/**
 * The analysis of a document that differs at its end: costs what changed, beside a few looks at lists of all layers. Null
 * where more changed, or the network is not whole.
 */
export function analyzeTail(state: AnalyzerState, document: ConvasDocument): AnalyzerState | null {
  const edit = tailEdit(state, document);
  if (!edit) return null;
  const { analysis, data, batchSize, results, inferred, fields, flows, depths, finder } = state;
  const graph = withTail(state.expansion.graph, edit);
  const structure = structureWithTail(state.structure, edit);
  const before: LayerAnalysis[] = [];
  for (const id of edit.removed) {
    const past = results.get(id)!;
    before.push(past.analysis);
    depths.leave(past.flow.depth);
    for (const map of [results, inferred, fields, flows]) map.delete(id);
  }
  const after = edit.added.map((layer) => {
    const result = analyzeLayer(graph, layer, results, undefined);
    results.set(layer.id, result);
    inferred.set(layer.id, result.inferred);
    fields.set(layer.id, result.field);
    flows.set(layer.id, result.flow);
    depths.move(null, result.flow.depth);
    return result.analysis;
  });
  finder.reshaped(edit.removed, [edit.from, ...edit.added.map(({ id }) => id)]);
  const expansion = { ...state.expansion, graph };
  const problems = finder.find({
    ...structure,
    ...{ document, expansion, graph, inferred, fields, flows, imageSize: state.imageSize },
    deepest: depths.deepest(),
    ...dataOf(document, data),
  });
  const kept = state.structure.sorted.length - edit.removed.length;
  const sums =
    exchanged(state.sums, before, after) ?? sumOf(structure.taking.map((id) => results.get(id)!.analysis));
  const past = analysis.network;
  const network = anyError(problems)
    ? null
    : past === null
      ? buildNetwork(graph, structure, results)
      : {
          ...past,
          layers: [
            ...past.layers.slice(0, kept),
            ...edit.added.map(({ id }) => networkLayer(graph, results.get(id)!, id)),
          ],
          outputs: [edit.output],
        };
  return {
    ...state,
    ...{ document, expansion, structure, sums },
    analysis: {
      ...analysis,
      network,
      layers: [...analysis.layers.slice(0, kept), ...after],
      problems,
      totals: totalsOf(document, structure.taking.length, sums, batchSize),
    },
  };
}

/** The graph with another tail. Its maps are taken over. */
function withTail(graph: Graph, { from, removed, wires, at, count, layers }: TailEdit): Graph {
  const byId = graph.byId as Map<string, GraphLayer>;
  const incoming = graph.incoming as Map<string, readonly GraphEdge[]>;
  const outgoing = graph.outgoing as Map<string, readonly GraphEdge[]>;
  for (const id of removed) for (const map of [byId, incoming, outgoing]) map.delete(id);
  for (const layer of layers) {
    byId.set(layer.id, layer);
    incoming.set(
      layer.id,
      wires.filter(({ target }) => target === layer.id),
    );
  }
  const inOrder = layers.flatMap(({ id }) => incoming.get(id)!);
  for (const id of [from, ...layers.map((layer) => layer.id)])
    outgoing.set(
      id,
      inOrder.filter(({ source }) => source === id),
    );
  const all = [...graph.layers.slice(0, at), ...layers, ...graph.layers.slice(at + count)];
  return { layers: all, byId, incoming, outgoing };
}

function structureWithTail(structure: Structure, { removed, added, output }: TailEdit): Structure {
  const kept = structure.sorted.length - removed.length;
  const sorted = [...structure.sorted.slice(0, kept), ...added.map(({ id }) => id)];
  const places = structure.places as Map<string, number>;
  for (const id of removed) places.delete(id);
  added.forEach(({ id }, index) => {
    places.set(id, kept + index);
  });
  return { ...structure, sorted, taking: sorted, places, outputs: [output] };
}
