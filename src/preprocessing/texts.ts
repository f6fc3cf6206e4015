import type { z } from 'zod';
import { describe, type Field, type FieldText } from '../text/describe.ts';
import { text } from '../text/language.ts';
import type { StepText } from '../text/members/steps/step-text.ts';
import { type StepId, stepOf, type steps } from './registry.ts';

type Parameters<S> = S extends { readonly parameters: z.ZodType<infer P> } ? Extract<keyof P, string> : never;

/** A text for each step and each of its parameters: one without does not compile. */
type StepTexts = {
  readonly [K in StepId]: StepText & {
    readonly parameters: Readonly<Record<Parameters<(typeof steps)[K]>, FieldText>>;
  };
};

const texts = (): StepTexts => text.steps as StepTexts;

/** What a step is called and does, in the current language. */
export const stepText = (id: StepId): StepText => texts()[id];

/** A step's parameters with their texts in the current language. */
export const fieldsOfStep = (id: StepId): readonly Field[] =>
  describe(stepOf(id)!.parameters, texts()[id].parameters);
