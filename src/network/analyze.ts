import type { ConvasDocument } from '../document/schema.ts';
import { sizeOf } from '../layers/shape.ts';
import { describeBlocks, describeBypassed } from './block-analysis.ts';
import { createExpander } from './expand.ts';
import type { Graph, GraphLayer } from './graph.ts';
import { type Inferred, infer, stillHolds } from './infer.ts';
import { lints } from './lint/lints.ts';
import { bytesPerNumber, optimizerSlots, processBytes, trainingBytes } from './memory.ts';
import type {
  Analysis,
  DataShape,
  LayerAnalysis,
  MissingData,
  Network,
  NetworkLayer,
  Problem,
  Totals,
} from './network.ts';
import { order } from './order.ts';
import { settle } from './pending.ts';
import { problemChecks } from './problems/checks.ts';
import { anyError, type ProblemContext } from './problems/context.ts';
import { type FieldState, fieldAfter, fieldOfInput, sameField } from './receptive-field.ts';
import { sameNetwork } from './same-network.ts';

export interface AnalyzeOptions {
  /** Examples a step, for the memory of training; the document's own if not given. */
  readonly batchSize?: number;
}

export type Analyzer = (
  document: ConvasDocument,
  /** Null where none is chosen, or it is not known yet. */
  data: DataShape | MissingData | null,
  options?: AnalyzeOptions,
) => Analysis;

/** What is kept of a layer between analyses; each part is reused while what it was made of is the same. */
interface Remembered {
  readonly inferred: Inferred;
  readonly inputFields: readonly (FieldState | null)[];
  readonly field: FieldState | null;
  readonly analysis: LayerAnalysis;
  inputs: readonly string[];
  networkLayer: NetworkLayer | null;
}

/**
 * An analysis that remembers: of the next document it infers anew only the layers that changed and those
 * whose input shapes changed with them. One analyzer for one document's edits. Every part is iterative.
 */
export function createAnalyzer(): Analyzer {
  const expand = createExpander();
  let memory = new Map<string, Remembered>();
  let last: { document: ConvasDocument; data: unknown; batchSize: unknown; analysis: Analysis } | null = null;

  return (document, data, options = {}) => {
    const { batchSize } = options;
    if (last?.data === data && last.batchSize === batchSize && sameNetwork(last.document, document)) {
      last = { ...last, document };
      return last.analysis;
    }
    const analysis = analyzeAnew(document, data, options);
    last = { document, data, batchSize, analysis };
    return analysis;
  };

  function analyzeAnew(
    document: ConvasDocument,
    data: DataShape | MissingData | null,
    options: AnalyzeOptions,
  ): Analysis {
    const expansion = expand(document);
    const { graph } = expansion;
    const { sorted, cycles } = order(graph);
    const results = new Map<string, Remembered>();
    for (const id of sorted)
      results.set(id, analyzeLayer(graph, graph.byId.get(id)!, results, memory.get(id)));
    memory = results;

    const inferred = new Map<string, Inferred>();
    const fields = new Map<string, FieldState | null>();
    for (const [id, { inferred: own, field }] of results) {
      inferred.set(id, own);
      fields.set(id, field);
    }
    const isolated = findIsolated(graph);
    const taking = sorted.filter((id) => !isolated.has(id));
    const context: ProblemContext = {
      document,
      expansion,
      graph,
      sorted,
      cycles,
      isolated,
      inferred,
      fields,
      imageSize: imageSizeOf(
        taking.filter((id) => graph.incoming.get(id)!.length === 0),
        inferred,
      ),
      ...dataOf(document, data),
    };
    const problems = findProblems(context);
    const failed = anyError(problems);
    const layers =
      cycles.length === 0
        ? sorted.map((id) => results.get(id)!.analysis)
        : graph.layers.map((layer) => results.get(layer.id)?.analysis ?? unknownLayer(layer));
    const byId = new Map(layers.map((layer) => [layer.id, layer]));
    return {
      network: failed ? null : buildNetwork(graph, taking, results),
      layers,
      blocks: describeBlocks(expansion, byId),
      bypassed: describeBypassed(expansion, byId),
      totals: sumUp(
        document,
        taking.map((id) => results.get(id)!.analysis),
        options,
      ),
      problems,
    };
  }
}

/** Analyses a document once. */
export const analyze: Analyzer = (document, data, options) => createAnalyzer()(document, data, options);

function analyzeLayer(
  graph: Graph,
  layer: GraphLayer,
  results: ReadonlyMap<string, Remembered>,
  past: Remembered | undefined,
): Remembered {
  const sources = graph.incoming.get(layer.id)!.map((edge) => results.get(edge.source)!);
  const shapes = sources.map((source) => source.inferred.known?.shape ?? null);
  const complete = shapes.every((shape) => shape !== null);
  const inputs = complete ? (shapes as (readonly number[])[]) : null;
  const holds = past !== undefined && stillHolds(past.inferred, layer, inputs);
  const inferred = holds ? past.inferred : infer(layer, inputs);
  const inputFields = sources.map((source) => source.field);
  if (holds && inputFields.length === past.inputFields.length)
    if (inputFields.every((field, index) => field === past.inputFields[index])) return past;

  const { known } = inferred;
  const computed = !known
    ? null
    : sources.length === 0
      ? fieldOfInput(known.shape)
      : fieldAfter(inputFields, known.window, known.shape);
  const field = past && sameField(past.field, computed) ? past.field : computed;
  return {
    inferred,
    inputFields,
    field,
    analysis: describeLayer(layer, inferred, field),
    inputs: [],
    networkLayer: null,
  };
}

function describeLayer(layer: GraphLayer, inferred: Inferred, field: FieldState | null): LayerAnalysis {
  const { known } = inferred;
  return {
    id: layer.id,
    kind: layer.node.kind,
    name: layer.name,
    inputShapes: inferred.inputShapes,
    outputShape: known?.shape ?? null,
    params: known?.paramCount ?? 0,
    trainableParams: known?.trainableCount ?? 0,
    macs: known?.macs ?? 0,
    connections: known?.connections ?? 0,
    receptiveField: field && { size: field.size, stride: field.stride, start: field.start },
    activationBytes: known ? bytesPerNumber * sizeOf(known.shape) : 0,
    keptBytes: known ? bytesPerNumber * known.kept : 0,
  };
}

/** A layer in or behind a cycle. */
const unknownLayer = (layer: GraphLayer): LayerAnalysis =>
  describeLayer(layer, { layer, inputShapes: [], known: null, problems: [] }, null);

/** Layers without any wire, where there are others: they lie beside the network and take no part in it. */
function findIsolated({ layers, incoming, outgoing }: Graph): Set<string> {
  if (layers.length < 2) return new Set();
  const alone = layers.filter(({ id }) => incoming.get(id)!.length === 0 && outgoing.get(id)!.length === 0);
  return new Set(alone.map((layer) => layer.id));
}

/** A block that repeats would say the same for each repetition: once is enough. */
function sayOnce(problems: readonly Problem[]): Problem[] {
  const said = new Set<string>();
  return problems.filter((problem) => {
    // What a lint says names the layers of its repetition.
    const told = problem.severity === 'error' ? problem.message : '';
    const key = JSON.stringify([problem.code, problem.layer?.replace(/\/\d+\//g, '//'), told]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

/** Of what is missing, another dataset may have been chosen meanwhile. */
function dataOf({ data: chosen }: ConvasDocument, data: DataShape | MissingData | null) {
  if (data === null || 'sampleShape' in data) return { data, missing: null };
  const known = data.known.find(({ id }) => id === chosen?.dataset) ?? null;
  return { data: known, missing: known ? null : data };
}

function imageSizeOf(inputs: readonly string[], inferred: ReadonlyMap<string, Inferred>) {
  const shape = inputs.length === 1 ? inferred.get(inputs[0]!)?.known?.shape : undefined;
  return shape && shape.length > 1 ? shape.slice(0, -1) : null;
}

/** All problems: errors first, then by the place of their layer in the network. */
function findProblems(context: ProblemContext): Problem[] {
  const place = new Map(context.sorted.map((id, index) => [id, index]));
  const found: Problem[] = [];
  for (const check of problemChecks) found.push(...check.find(context, found));
  if (!anyError(found)) found.push(...lints.flatMap((lint) => lint.find(context, [])));
  const rank = (problem: Problem): number => (problem.severity === 'error' ? 0 : 1e9);
  const where = (problem: Problem): number =>
    problem.layer === null ? -1 : (place.get(problem.layer) ?? context.sorted.length);
  return sayOnce(settle(context, found))
    .map((problem, index) => ({ problem, key: rank(problem) + where(problem), index }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ problem }) => problem);
}

function buildNetwork(
  graph: Graph,
  ids: readonly string[],
  results: ReadonlyMap<string, Remembered>,
): Network {
  const layers = ids.map((id): NetworkLayer => {
    const remembered = results.get(id)!;
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
  });
  return {
    layers,
    inputs: layers.filter((layer) => layer.inputs.length === 0).map((layer) => layer.id),
    outputs: ids.filter((id) => graph.outgoing.get(id)!.length === 0),
  };
}

function sumUp(document: ConvasDocument, layers: readonly LayerAnalysis[], options: AnalyzeOptions): Totals {
  let params = 0;
  let trainableParams = 0;
  let macs = 0;
  let connections = 0;
  let activationBytes = 0;
  let keptBytes = 0;
  for (const layer of layers) {
    params += layer.params;
    trainableParams += layer.trainableParams;
    macs += layer.macs;
    connections += layer.connections;
    activationBytes += layer.activationBytes;
    keptBytes += layer.keptBytes;
  }
  return {
    layers: layers.length,
    params,
    trainableParams,
    macs,
    connections,
    activationBytes,
    keptBytes,
    trainingBytes:
      processBytes +
      trainingBytes({
        params,
        trainableParams,
        optimizerSlots: optimizerSlots(document.training),
        batchSize: options.batchSize ?? document.training.batchSize,
        activations: (activationBytes + keptBytes) / bytesPerNumber,
      }),
  };
}
