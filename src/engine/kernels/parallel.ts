import type { GraphKernels, Kernels } from '../../protocol/kernels.ts';
import { isSeparable, type StepPlan } from '../model/step.ts';
import { listWeights } from '../model/weights.ts';
import { describeProcessor } from './processor.ts';

/** Bytes that the shards' own gradients may take beyond those of one. */
const spareGradients = 256 * 2 ** 20;

/** Whether a network is trained in shards: its examples can be computed apart, and each shard's gradients are small. */
function trainsInShards(plan: Pick<StepPlan, 'network' | 'settings'>, threads: number): boolean {
  const numbers = listWeights(plan.network).reduce(
    (sum, { spec }) => sum + spec.shape.reduce((product, size) => product * size, 1),
    0,
  );
  return isSeparable(plan) && 4 * numbers * (threads - 1) <= spareGradients;
}

const withShards = (kernels: Kernels, shards: number): Kernels => {
  const change = (graph: GraphKernels): GraphKernels => ({ ...graph, shards });
  return { ...kernels, training: change(kernels.training), inference: change(kernels.inference) };
};

/**
 * Kernels with the way a network's work is spread over the processor's threads: each takes a shard of the batch, with
 * operations that stay on one thread; or, where examples cannot be computed apart (batch statistics) or the gradients
 * of each shard would take much memory, each operation is split over all threads.
 * @param threads that this process may run at the same time
 */
export function spreadOverThreads(
  kernels: Kernels,
  plan: Pick<StepPlan, 'network' | 'settings'>,
  threads: number = describeProcessor().threads,
): Kernels {
  const inShards = threads > 1 && trainsInShards(plan, threads);
  return {
    ...withShards(kernels, inShards ? threads : 1),
    intraOpThreads: inShards ? 1 : threads,
    interOpThreads: threads,
  };
}
