import type { ConvasDocument } from '../document/schema.ts';
import { analyzeLayer, type Remembered, unknownLayer } from './analyze-layer.ts';
import { describeBlocks, describeBypassed } from './block-analysis.ts';
import { Depths } from './depths.ts';
import type { Expansion } from './expand.ts';
import type { Flow } from './flow.ts';
import type { Graph, GraphLayer } from './graph.ts';
import type { Inferred } from './infer.ts';
import type { Analysis, DataShape, LayerAnalysis, MissingData, Network, NetworkLayer } from './network.ts';
import { order } from './order.ts';
import { anyError, type ProblemContext } from './problems/context.ts';
import { ProblemFinder } from './problems/finder.ts';
import type { FieldState } from './receptive-field.ts';
import { sameNetworkButParams } from './same-network.ts';
import { type Structure, structureOf } from './structure.ts';
import { exchanged, type Sums, sumOf, totalsOf } from './totals.ts';
import { type Reads, TrackedMap } from './tracked.ts';

/** An analysis with all that it was made of. The next one takes it over, its maps included. */
export interface AnalyzerState {
  readonly document: ConvasDocument;
  readonly data: DataShape | MissingData | null;
  readonly batchSize: number | undefined;
  readonly analysis: Analysis;
  readonly expansion: Expansion;
  readonly structure: Structure;
  readonly results: Map<string, Remembered>;
  readonly inferred: TrackedMap<Inferred>;
  readonly fields: TrackedMap<FieldState | null>;
  readonly flows: TrackedMap<Flow>;
  readonly depths: Depths;
  readonly sums: Sums;
  readonly finder: ProblemFinder;
  readonly imageSize: readonly number[] | null;
}

/** @param memory what an analysis before has found of layers */
export function analyzeAnew(
  document: ConvasDocument,
  data: DataShape | MissingData | null,
  batchSize: number | undefined,
  found: Expansion,
  memory: ReadonlyMap<string, Remembered>,
): AnalyzerState {
  // With maps of its own, which the analyses after it change.
  const { layers: nodes, byId: named, incoming, outgoing } = found.graph;
  const graph: Graph = {
    layers: nodes,
    byId: new Map(named),
    incoming: new Map(incoming),
    outgoing: new Map(outgoing),
  };
  const expansion = { ...found, graph };
  const structure = structureOf(graph, order(graph));
  const { sorted, cycles, taking } = structure;
  const results = new Map<string, Remembered>();
  const reads: Reads = { listener: null };
  const inferred = new TrackedMap<Inferred>(reads);
  const fields = new TrackedMap<FieldState | null>(reads);
  const flows = new TrackedMap<Flow>(reads);
  const depths = new Depths();
  for (const id of sorted) {
    const result = analyzeLayer(graph, graph.byId.get(id)!, results, memory.get(id));
    results.set(id, result);
    inferred.set(id, result.inferred);
    fields.set(id, result.field);
    flows.set(id, result.flow);
    depths.move(null, result.flow.depth);
  }
  const finder = new ProblemFinder(reads);
  const imageSize = imageSizeOf(structure.sources, inferred);
  const context: ProblemContext = {
    ...structure,
    ...{ document, expansion, graph, inferred, fields, flows, imageSize, deepest: depths.deepest() },
    ...dataOf(document, data),
  };
  const problems = finder.find(context);
  const layers =
    cycles.length === 0
      ? sorted.map((id) => results.get(id)!.analysis)
      : graph.layers.map((layer) => results.get(layer.id)?.analysis ?? unknownLayer(layer));
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const sums = sumOf(taking.map((id) => results.get(id)!.analysis));
  const analysis: Analysis = {
    network: anyError(problems) ? null : buildNetwork(graph, structure, results),
    layers,
    blocks: describeBlocks(expansion, byId),
    bypassed: describeBypassed(expansion, byId),
    totals: totalsOf(document, taking.length, sums, batchSize),
    problems,
  };
  return {
    ...{ document, data, batchSize, analysis, expansion, structure, results },
    ...{ inferred, fields, flows, depths, sums, finder, imageSize },
  };
}

/**
 * The analysis of a document that differs in the parameters of layers alone: costs what changed, beside a few looks at
 * lists of all layers. Null where more changed, or layers stand for others: blocks, and bypassed ones.
 */
export function analyzeChanged(state: AnalyzerState, document: ConvasDocument): AnalyzerState | null {
  const { expansion, structure, results, inferred, fields, flows, depths, finder } = state;
  const { analysis, data, batchSize } = state;
  if (document.blocks.length > 0 || expansion.bypassed.length > 0 || structure.cycles.length > 0) return null;
  const edited = sameNetworkButParams(state.document, document);
  if (!edited) return null;
  const graph = withLayers(expansion.graph, document, edited);
  const { places, sorted, isolated, taking } = structure;
  const layers = [...analysis.layers];
  const [before, after]: [LayerAnalysis[], LayerAnalysis[]] = [[], []];
  const changed: string[] = [];
  const waiting = new Uint8Array(sorted.length);
  for (const index of edited) waiting[places.get(document.layers[index]!.id)!] = 1;
  for (let place = waiting.indexOf(1); place >= 0; place = waiting.indexOf(1, place + 1)) {
    const id = sorted[place]!;
    const past = results.get(id)!;
    const result = analyzeLayer(graph, graph.byId.get(id)!, results, past);
    if (result === past) continue;
    changed.push(id);
    results.set(id, result);
    inferred.set(id, result.inferred);
    fields.set(id, result.field);
    flows.set(id, result.flow);
    depths.move(past.flow.depth, result.flow.depth);
    layers[place] = result.analysis;
    if (!isolated.has(id)) {
      before.push(past.analysis);
      after.push(result.analysis);
    }
    for (const edge of graph.outgoing.get(id)!) waiting[places.get(edge.target)!] = 1;
  }
  const imageSize = imageSizeOf(structure.sources, inferred);
  // Which every layer is held against.
  if (String(imageSize) !== String(state.imageSize)) return null;
  finder.changed(changed);
  const next = { ...expansion, graph };
  const problems = finder.find({
    ...structure,
    ...{ document, expansion: next, graph, inferred, fields, flows, imageSize, deepest: depths.deepest() },
    ...dataOf(document, data),
  });
  const sums = exchanged(state.sums, before, after) ?? sumOf(taking.map((id) => results.get(id)!.analysis));
  const network = anyError(problems)
    ? null
    : networkAfter(analysis.network, graph, structure, results, changed);
  return {
    ...state,
    ...{ document, expansion: next, sums },
    analysis: {
      ...analysis,
      network,
      layers,
      problems,
      totals: totalsOf(document, taking.length, sums, batchSize),
    },
  };
}

/** The graph with the layers at some indices as they are now. Its map is taken over. Without blocks, its layers are the document's. */
function withLayers(graph: Graph, document: ConvasDocument, indices: readonly number[]): Graph {
  const byId = graph.byId as Map<string, GraphLayer>;
  const layers = [...graph.layers];
  for (const index of indices) {
    const node = document.layers[index]!;
    const layer = { id: node.id, name: node.name, node };
    layers[index] = layer;
    byId.set(node.id, layer);
  }
  return { ...graph, layers };
}

function imageSizeOf(inputs: readonly string[], inferred: ReadonlyMap<string, Inferred>) {
  const shape = inputs.length === 1 ? inferred.get(inputs[0]!)?.known?.shape : undefined;
  return shape && shape.length > 1 ? shape.slice(0, -1) : null;
}

/** Of what is missing, another dataset may have been chosen meanwhile. */
export function dataOf({ data: chosen }: ConvasDocument, data: DataShape | MissingData | null) {
  if (data === null || 'sampleShape' in data) return { data, missing: null };
  const known = data.known.find(({ id }) => id === chosen?.dataset) ?? null;
  return { data: known, missing: known ? null : data };
}

export function networkLayer(graph: Graph, remembered: Remembered, id: string): NetworkLayer {
  const inputs = graph.incoming.get(id)!.map((edge) => edge.source);
  const past = remembered.networkLayer;
  if (past && inputs.length === remembered.inputs.length)
    if (inputs.every((input, index) => input === remembered.inputs[index])) return past;
  const { known, inputShapes, layer } = remembered.inferred;
  const { kind, params, shape, weights } = known!;
  const made = { id, name: layer.name, kind, params, inputs, inputShapes, outputShape: shape, weights };
  remembered.inputs = inputs;
  remembered.networkLayer = made;
  return made;
}

export function buildNetwork(
  graph: Graph,
  { taking }: Structure,
  results: ReadonlyMap<string, Remembered>,
): Network {
  const layers = taking.map((id) => networkLayer(graph, results.get(id)!, id));
  return {
    layers,
    inputs: layers.filter((layer) => layer.inputs.length === 0).map((layer) => layer.id),
    outputs: taking.filter((id) => graph.outgoing.get(id)!.length === 0),
  };
}

function networkAfter(
  before: Network | null,
  graph: Graph,
  structure: Structure,
  results: ReadonlyMap<string, Remembered>,
  changed: readonly string[],
): Network {
  const { places, isolated } = structure;
  if (!before || isolated.size > 0) return buildNetwork(graph, structure, results);
  const layers = [...before.layers];
  for (const id of changed) layers[places.get(id)!] = networkLayer(graph, results.get(id)!, id);
  return { ...before, layers };
}
