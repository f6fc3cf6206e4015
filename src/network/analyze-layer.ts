import { sizeOf } from '../layers/shape.ts';
import { type Flow, flowAfter, sameFlow } from './flow.ts';
import type { Graph, GraphLayer } from './graph.ts';
import { type Inferred, infer, isStillValid } from './infer.ts';
import { bytesPerNumber } from './memory.ts';
import type { LayerAnalysis, NetworkLayer } from './network.ts';
import { type FieldState, fieldAfter, fieldOfInput, sameField } from './receptive-field.ts';

/** What is kept of a layer between analyses; each part is reused while what it was made of is the same. */
export interface Remembered {
  readonly inferred: Inferred;
  readonly inputFields: readonly (FieldState | null)[];
  readonly inputFlows: readonly Flow[];
  readonly field: FieldState | null;
  readonly flow: Flow;
  readonly analysis: LayerAnalysis;
  inputs: readonly string[];
  networkLayer: NetworkLayer | null;
}

export function analyzeLayer(
  graph: Graph,
  layer: GraphLayer,
  results: ReadonlyMap<string, Remembered>,
  past: Remembered | undefined,
): Remembered {
  const sources = graph.incoming.get(layer.id)!.map((edge) => results.get(edge.source)!);
  const shapes = sources.map((source) => source.inferred.known?.shape ?? null);
  const complete = shapes.every((shape) => shape !== null);
  const inputs = complete ? (shapes as (readonly number[])[]) : null;
  const holds = past !== undefined && isStillValid(past.inferred, layer, inputs);
  const inferred = holds ? past.inferred : infer(layer, inputs);
  const inputFields = sources.map((source) => source.field);
  const inputFlows = sources.map((source) => source.flow);
  if (holds && sameItems(inputFields, past.inputFields) && sameItems(inputFlows, past.inputFlows))
    return past;

  const { known } = inferred;
  const computed = !known
    ? null
    : sources.length === 0
      ? fieldOfInput(known.shape)
      : fieldAfter(inputFields, known.window, known.shape);
  const field = past && sameField(past.field, computed) ? past.field : computed;
  const computedFlow = flowAfter(inputFlows, known, inferred.inputShapes);
  const flow = past && sameFlow(past.flow, computedFlow) ? past.flow : computedFlow;
  if (holds && field === past.field) return { ...past, inputFields, inputFlows, flow };
  return {
    ...{ inferred, inputFields, inputFlows, field, flow },
    analysis: describeLayer(layer, inferred, field),
    inputs: [],
    networkLayer: null,
  };
}

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

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
    keptBytes: known ? bytesPerNumber * known.savedForBackward : 0,
  };
}

/** A layer in or behind a cycle. */
export const unknownLayer = (layer: GraphLayer): LayerAnalysis =>
  describeLayer(layer, { layer, inputShapes: [], known: null, problems: [] }, null);
