import { isNative } from '../backends/native.ts';
import { createCompiledStepper, Disagreement } from '../compiled/compiled-stepper.ts';
import { Untraceable } from '../compiled/trace.ts';
import { createEagerStepper } from './eager-stepper.ts';
import type { StepPlan } from './step.ts';
import type { Stepper, StepperStart } from './stepper.ts';

export type StepMode = 'compiled' | 'eager';

/** A stepper that may change its way of working; it says why. */
export interface OpenedStepper extends Stepper {
  /** Why it runs op by op, in words; empty while it does as asked. */
  readonly reason: string;
}

function why(error: unknown): string {
  const text = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  if (error instanceof Untraceable) return `The step cannot be compiled: ${text}.`;
  if (error instanceof Disagreement) return `The compiled step was not trusted: ${text}.`;
  return `TensorFlow did not take the compiled step: ${text}.`;
}

/**
 * The fastest way to train that works, or op by op where that is asked for.
 * @param batches the batch sizes that will come
 */
export function openStepper(
  plan: StepPlan,
  start: StepperStart,
  batches: readonly number[],
  wanted: StepMode,
): OpenedStepper {
  const { backend } = plan;
  let reason = '';
  let stepper: Stepper | null = null;
  if (wanted === 'compiled' && isNative(backend)) {
    try {
      stepper = createCompiledStepper(plan, backend, start, batches);
    } catch (error) {
      reason = why(error);
    }
  }
  let current = stepper ?? createEagerStepper(plan, start);
  return {
    get mode() {
      return current.mode;
    },
    get reason() {
      return reason;
    },
    get steps() {
      return current.steps;
    },
    run(batch, learningRate) {
      try {
        return current.run(batch, learningRate);
      } catch (error) {
        if (!(error instanceof Disagreement)) throw error;
        reason = why(error);
        current.dispose();
        current = createEagerStepper(plan, error.before);
        return current.run(batch, learningRate);
      }
    },
    borrow: (use) => current.borrow(use),
    readSlots: () => current.readSlots(),
    dispose: () => current.dispose(),
  };
}
