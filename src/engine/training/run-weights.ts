import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { holdWeights } from '../model/held-weights.ts';
import { listSlots, type StepPlan } from '../model/step.ts';
import type { Stepper } from '../model/stepper.ts';
import { readTensors, type WeightTensors, type WeightValues } from '../model/weights.ts';
import type { Checkpoint, StoredTensor, TrainingProgress } from '../runs/checkpoint.ts';

/** A run's weights and its optimizer's state: as they train, and after the end those of the best epoch. */
export interface RunWeights {
  /** Lends what the run is used with now. @throws EngineError where it is no longer in memory */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** Copies of the weights and the state that training continues from. */
  capture(progress: TrainingProgress): Checkpoint;
  /** From now on these are the weights of the best epoch. */
  keepBest(weights: readonly StoredTensor[]): void;
  /** Goes back to the weights of the best epoch, and trains no longer. False where none were kept. */
  restoreBest(): boolean;
  dispose(): void;
}

/**
 * @param best weights of the best epoch before this process
 * @param wanted whether the best weights are to be held in memory
 */
export function createRunWeights(
  plan: StepPlan,
  stepper: Stepper,
  { best: before, wanted }: { readonly best: WeightValues | null; readonly wanted: boolean },
): RunWeights {
  let best = before;
  let used: Pick<Stepper, 'borrow' | 'dispose'> = stepper;
  let disposed = false;
  /** The state that training ended with, once the best weights took its place. */
  let last: Pick<Checkpoint, 'weights' | 'slots'> | null = null;

  const stored = (
    shapes: readonly { readonly key: string; readonly shape: readonly number[] }[],
    values: WeightValues,
  ): StoredTensor[] => shapes.map(({ key, shape }) => ({ key, shape, values: values.get(key)! }));

  const copy = (): Pick<Checkpoint, 'weights' | 'slots'> => ({
    weights: stored(
      plan.weights.map(({ key, spec }) => ({ key, shape: spec.shape })),
      stepper.borrow(readTensors),
    ),
    slots: stored(listSlots(plan), stepper.readSlots()),
  });

  return {
    borrow(use) {
      if (disposed) throw new EngineError('failed', message('runs.not-in-memory'));
      return used.borrow(use);
    },
    capture: (progress) => ({ ...(last ?? copy()), progress }),
    keepBest(weights) {
      if (wanted) best = new Map(weights.map(({ key, values }) => [key, values]));
    },
    restoreBest() {
      if (!best || last) return last !== null;
      last = copy();
      used = holdWeights(plan, best);
      stepper.dispose();
      return true;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      used.dispose();
    },
  };
}
