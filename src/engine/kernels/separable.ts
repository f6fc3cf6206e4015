import type { KernelChoice } from '../../protocol/kernels.ts';
import { isSeparable, type StepPlan } from '../model/step.ts';
import { listWeights } from '../model/weights.ts';
import { describeProcessor } from './processor.ts';

/** Bytes that the shards' own gradients may take beyond those of one. */
const spareGradients = 256 * 2 ** 20;

export type TrainedPlan = Pick<StepPlan, 'network' | 'settings'>;

/**
 * Which kernels a network is trained with: those for examples that are computed apart, or, where a layer takes
 * statistics over the batch or the gradients of each shard would take much memory, those for whole batches.
 * @param threads that this process may run at the same time
 */
export function networkClassOf(
  plan: TrainedPlan,
  threads: number = describeProcessor().threads,
): keyof KernelChoice {
  const numbers = listWeights(plan.network).reduce(
    (sum, { spec }) => sum + spec.shape.reduce((product, size) => product * size, 1),
    0,
  );
  const small = 4 * numbers * (threads - 1) <= spareGradients;
  return small && isSeparable(plan) ? 'separable' : 'whole';
}
