import type { GraphKernels } from '../../protocol/kernels.ts';
import type { Backend } from '../backends/backend.ts';

/** The backend for computations that are written otherwise. @param graph nothing: as they are */
export function withKernels(backend: Backend, graph: GraphKernels | undefined): Backend {
  const { kernels, fused } = backend;
  if (!graph || !kernels || !fused) return backend;
  return { ...backend, kernels: { ...kernels, ...graph }, fused: { ...fused, ...graph } };
}
