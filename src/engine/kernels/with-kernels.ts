import type { GraphKernels } from '../../protocol/kernels.ts';
import type { Backend } from '../backends/backend.ts';

/** What a computation is written with, as far as a backend has it. */
export const supportedKernels = <G extends GraphKernels>(
  backend: Pick<Backend, 'operations'>,
  graph: G,
): G => (graph.ownOperations && !backend.operations?.ready ? { ...graph, ownOperations: false } : graph);

/** The backend for computations that are written otherwise. @param graph nothing: as they are */
export function withKernels(backend: Backend, graph: GraphKernels | undefined): Backend {
  const { kernels, fused } = backend;
  if (!graph || !kernels || !fused) return backend;
  const own = supportedKernels(backend, graph);
  return { ...backend, kernels: { ...kernels, ...own }, fused: { ...fused, ...own } };
}
