import { resolveSettings } from '../training/resolve.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** Bytes of one float32, the only number type that weights and activations have here. */
export const bytesPerNumber = 4;

/**
 * Bytes that training needs, float32:
 * 4 x (weights + gradients of the trainable ones + optimizer slots x trainable ones + batch x activations).
 * Activations are all layers' outputs, kept for the backward pass; what a kernel needs while it runs comes on top.
 */
export function trainingBytes(counts: {
  readonly params: number;
  readonly trainableParams: number;
  /** Numbers the optimizer keeps for each trained weight: Adam 2, momentum 1, plain SGD 0. */
  readonly optimizerSlots: number;
  readonly batchSize: number;
  /** Numbers in all outputs, for one example. */
  readonly activations: number;
}): number {
  const { params, trainableParams, optimizerSlots, batchSize, activations } = counts;
  return bytesPerNumber * (params + trainableParams * (1 + optimizerSlots) + batchSize * activations);
}

/** Numbers the chosen optimizer keeps for each trained weight; 0 for settings that cannot be trained with. */
export function optimizerSlots(training: TrainingSettings): number {
  const resolution = resolveSettings(training);
  if (!resolution.ok) return 0;
  const { kind, params } = resolution.settings.optimizer;
  return kind.slots(params).length;
}
