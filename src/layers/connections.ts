import type { LayerKind, Params } from './kind.ts';
import { type Shape, sizeOf } from './shape.ts';

/** Connections of a layer for one example, as LeCun et al. 1998 count them: products with weights, and biases. */
export function connectionsOf(
  kind: LayerKind,
  params: Params,
  inputs: readonly Shape[],
  output: Shape,
): number {
  if (kind.connections) return kind.connections(params, inputs, output);
  const hasBias = kind.weights(params, inputs).some(({ name }) => name === 'bias');
  return kind.macs(params, inputs, output) + (hasBias ? sizeOf(output) : 0);
}
