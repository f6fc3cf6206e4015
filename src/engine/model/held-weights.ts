import type { StepPlan } from './step.ts';
import type { Stepper } from './stepper.ts';
import { disposeAll, toTensors, type WeightValues } from './weights.ts';

/** Weights to look through and to test with, after training has ended. */
export function holdWeights(plan: StepPlan, values: WeightValues): Pick<Stepper, 'borrow' | 'dispose'> {
  const weights = toTensors(plan.backend, plan.weights, values);
  return {
    borrow: (use) => use(weights),
    dispose: () => disposeAll(weights.values()),
  };
}
