import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { stepOf } from './registry.ts';
import type { ChosenStep } from './schema.ts';
import type { Step, StepParams } from './step.ts';

/** A step of a document with its parameters, defaults filled in. */
export interface ResolvedStep {
  readonly step: Step;
  readonly params: StepParams;
}

/** @throws TextError for a step that this version does not have */
export function resolveStep({ step: id, params }: ChosenStep): ResolvedStep {
  const step = stepOf(id);
  if (!step) throw new TextError(message('preprocessing.unknown-step', { step: id }));
  return { step, params: step.parameters.parse(params) };
}

/** The steps that take part. @throws TextError for a step that this version does not have */
export const resolveSteps = (steps: readonly ChosenStep[]): ResolvedStep[] =>
  steps.filter(({ off }) => !off).map(resolveStep);
