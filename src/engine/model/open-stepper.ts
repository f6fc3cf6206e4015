import { Untraceable } from '../../graph/trace.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import { isNative } from '../backends/native.ts';
import { createCompiledStepper, Disagreement } from '../compiled/compiled-stepper.ts';
import { type CrashGuard, noGuard } from '../compiled/crash-guard.ts';
import { createEagerStepper } from './eager-stepper.ts';
import { identityOf } from './identity.ts';
import { explainRefusal } from './refusal.ts';
import type { StepPlan } from './step.ts';
import type { Batch, StepMetrics, Stepper, StepperStart } from './stepper.ts';

export type StepMode = 'compiled' | 'eager';

/** A stepper that may change its way of working; it says why. */
export interface OpenedStepper extends Stepper {
  /** Why it runs op by op; empty while it does as asked. */
  readonly reason: Text;
  /** Whether its compiled step has ended the engine twice before. */
  readonly deadly: boolean;
}

function notCompiledReason(error: unknown): Message {
  if (error instanceof Untraceable) return message('engine.step-not-compiled', { why: error.text });
  if (error instanceof Disagreement) return message('engine.step-not-trusted', { why: error.text });
  const detail = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  return message('engine.step-refused', { why: detail });
}

/** A name for the step that a plan makes: the same for the same layers, settings, batch sizes and TensorFlow. */
const stepIdentity = (
  { backend, network, settings, target, classWeights, mixed }: StepPlan,
  batches: readonly number[],
): string =>
  identityOf(backend, network, { settings, target, classWeights, batches, ...(mixed && { mixed }) });

/**
 * The fastest way to train that works, or op by op where that is asked for.
 * @param batches the batch sizes that will come
 */
export function openStepper(
  plan: StepPlan,
  start: StepperStart,
  batches: readonly number[],
  wanted: StepMode,
  crashGuard: CrashGuard = noGuard,
  /** Why it is wanted op by op. */
  given: Text = '',
): OpenedStepper {
  const { backend } = plan;
  let reason: Text = given;
  let stepper: Stepper | null = null;
  const identity = stepIdentity(plan, batches);
  const isDeadly = wanted === 'compiled' && isNative(backend) && crashGuard.forbids(identity);
  if (wanted === 'compiled' && isNative(backend)) {
    if (isDeadly) reason = message('engine.step-deadly');
    else {
      try {
        stepper = crashGuard.guard(identity, () => createCompiledStepper(plan, backend, start, batches));
      } catch (error) {
        reason = notCompiledReason(error);
      }
    }
  }
  let current = stepper ?? createEagerStepper(plan, start);
  /** Batch sizes whose step has run and come back. */
  const proven = new Set<number>();
  const attempt = (batch: Batch, learningRate: number): StepMetrics => {
    if (current.mode === 'eager' || proven.has(batch.count)) return current.run(batch, learningRate);
    const metrics = crashGuard.guard(identity, () => current.run(batch, learningRate), true);
    proven.add(batch.count);
    return metrics;
  };
  return {
    deadly: isDeadly,
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
        return attempt(batch, learningRate);
      } catch (error) {
        if (!(error instanceof Disagreement)) throw explainRefusal(error, plan.network);
        reason = notCompiledReason(error);
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
