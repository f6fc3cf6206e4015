import type { Kernels } from '../../protocol/kernels.ts';
import type { RunStore } from '../runs/run-store.ts';
import { unrecordedKernels } from './defaults.ts';
import { withEnvironment } from './tensorflow-library.ts';

/**
 * The kernels that a run began with and continues with; null where it had no choice.
 * @throws EngineError where there is no such run, or none that can be read
 */
export async function kernelsOfRun(store: RunStore, run: string): Promise<Kernels | null> {
  const { backend, kernels } = (await store.read(await store.folderOf(run))).record;
  return backend === 'native' ? (kernels ?? withEnvironment(unrecordedKernels())) : null;
}
