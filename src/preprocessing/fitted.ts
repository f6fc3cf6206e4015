import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { resolveStep } from './resolve.ts';
import type { ChosenStep } from './schema.ts';

const needsFit = (chosen: ChosenStep): boolean => {
  const { step, params } = resolveStep(chosen);
  return !chosen.off && (step.fit?.wanted(params) ?? false);
};

/** Whether a step still has to learn its parameters. */
export const needsFitting = (steps: readonly ChosenStep[]): boolean => steps.some(needsFit);

/** @throws TextError where a step has not learned its parameters */
export function checkFitted(steps: readonly ChosenStep[]): void {
  const missing = steps.find(needsFit);
  if (missing) throw new TextError(message('preprocessing.not-fitted', { step: missing.step }));
}
