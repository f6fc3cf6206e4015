import { createHash } from 'node:crypto';
import type { Network } from '../../network/network.ts';
import type { Backend } from '../backends/backend.ts';

/** A name for a computation: the same for the same layers, TensorFlow, kernels and all that is in `rest`. */
export function identityOf(
  backend: Backend,
  network: Network,
  rest: Readonly<Record<string, unknown>>,
): string {
  const layers = network.layers.map(({ id, kind, params, inputs, outputShape }) => ({
    id,
    kind: kind.kind,
    params,
    inputs,
    outputShape,
  }));
  const all = { layers, ...rest, version: backend.version, kernels: backend.kernels };
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32);
}
