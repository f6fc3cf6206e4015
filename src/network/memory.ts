import { resolveSettings } from '../training/resolve.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** Bytes of one float32, the only number type that weights and activations have here. */
export const bytesPerNumber = 4;

/** Bytes of a process that trains before it holds a network: Node, TensorFlow's library, graphs and kernels. */
export const processBytes = 515_000_000;

/**
 * How often a weight is in memory at the peak, beside its gradient and the optimizer's numbers: as the variable and its
 * initial value, twice more for the step that is compared with the compiled one, and for the checkpoint. Measured, as
 * are `processBytes` and `activationCopies`: `templates/peaks.json` holds the peaks that they are fitted to.
 */
const weightCopies = 9;
/**
 * The same of a layer's output, and of what a bias, an activation or a recurrent step begins with: kept for the backward
 * pass, with its gradient and what kernels take while they run.
 */
const activationCopies = 2.15;

/**
 * Bytes that training takes at its peak beyond `processBytes`, float32:
 * 4 x (copies of weights + gradients and optimizer slots of the trainable ones + copies of batch x activations).
 */
export function trainingBytes(counts: {
  readonly params: number;
  readonly trainableParams: number;
  /** Numbers the optimizer keeps for each trained weight: Adam 2, momentum 1, plain SGD 0. */
  readonly optimizerSlots: number;
  readonly batchSize: number;
  /** Numbers in all outputs and in what else the backward pass needs, for one example. */
  readonly activations: number;
}): number {
  const { params, trainableParams, optimizerSlots, batchSize, activations } = counts;
  const weights = weightCopies * params + (1 + optimizerSlots) * trainableParams;
  return Math.round(bytesPerNumber * (weights + activationCopies * batchSize * activations));
}

/** Bytes that one more example in the batch takes at the peak. @param keptBytes all that the backward pass needs, one example */
export const exampleBytes = (keptBytes: number): number => activationCopies * keptBytes;

/** Numbers the chosen optimizer keeps for each trained weight; 0 for settings that cannot be trained with. */
export function optimizerSlots(training: TrainingSettings): number {
  const resolution = resolveSettings(training);
  if (!resolution.ok) return 0;
  const { kind, params } = resolution.settings.optimizer;
  return kind.slots(params).length;
}
