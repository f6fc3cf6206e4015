import type { KindProblem, LayerKind, Params, WeightSpec, Window } from '../layers/kind.ts';
import { type Shape, sameShape, sizeOf } from '../layers/shape.ts';
import type { GraphLayer } from './graph.ts';
import { resolve } from './resolve.ts';

/** What a layer turns out to be for its inputs. Kept from one analysis to the next while neither changes. */
export interface Inferred {
  readonly layer: GraphLayer;
  readonly inputShapes: readonly Shape[];
  /** Null where the kind is unknown, a parameter wrong, an input missing, or the inputs do not fit. */
  readonly known: Known | null;
  readonly problems: readonly KindProblem[];
}

export interface Known {
  readonly kind: LayerKind;
  readonly params: Params;
  readonly shape: Shape;
  readonly weights: readonly WeightSpec[];
  readonly window: Window;
  readonly paramCount: number;
  readonly trainableCount: number;
  readonly macs: number;
  readonly savedForBackward: number;
  readonly connections: number;
}

/** True where a past result still holds: the same node, fed with the same shapes. */
export function isStillValid(past: Inferred, layer: GraphLayer, inputs: readonly Shape[] | null): boolean {
  if (past.layer !== layer || inputs === null) return false;
  const before = past.inputShapes;
  return (
    before.length === inputs.length &&
    before.every((shape, index) => shape === inputs[index] || sameShape(shape, inputs[index]!))
  );
}

/** Runs the kind's own functions on the shapes of a layer's inputs; null where one of them is not known. */
export function infer(layer: GraphLayer, inputs: readonly Shape[] | null): Inferred {
  const nothing = { layer, inputShapes: inputs ?? [], known: null, problems: [] };
  const { kind, params } = resolve(layer.node);
  if (!kind || !params || !inputs) return nothing;
  if (inputs.length < kind.inputs.min || inputs.length > kind.inputs.max) return nothing;
  const { shape, problems } = kind.inferShape(params, inputs);
  if (!shape) return { ...nothing, problems };
  const weights = kind.weights(params, inputs);
  let paramCount = 0;
  let trainableCount = 0;
  for (const weight of weights) {
    const size = sizeOf(weight.shape);
    paramCount += size;
    if (weight.trainable) trainableCount += size;
  }
  const macs = kind.macs(params, inputs, shape);
  const biased = macs > 0 && weights.some((weight) => weight.name === 'bias');
  const known = {
    kind,
    params,
    shape,
    weights,
    window: kind.window(params, inputs),
    paramCount,
    trainableCount,
    macs,
    savedForBackward: kind.savedForBackward?.(params, inputs, shape) ?? 0,
    connections: kind.connections?.(params, inputs, shape) ?? macs + (biased ? sizeOf(shape) : 0),
  };
  return { layer, inputShapes: inputs, known, problems };
}
