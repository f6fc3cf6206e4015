import { z } from 'zod';
import { type StepId, stepIds, stepOf } from './registry.ts';
import type { StepParams } from './step.ts';

type Params = Record<string, z.core.util.JSONType>;

/** Parameters as documents state them. @param params with defaults filled in */
export function stated(id: StepId, params: StepParams): Params {
  const { sparse, parameters } = stepOf(id)!;
  if (!sparse) return params as Params;
  const initial = parameters.parse({});
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => value !== initial[name]),
  ) as Params;
}

/** A step as documents store it, in plain data; its parameters are what its schema makes of them. */
export const chosenStepSchema = z
  .object({
    step: z.enum(stepIds),
    params: z.record(z.string(), z.json()).default({}),
    /** Switched off: it keeps its place and parameters, and does nothing. */
    off: z.literal(true).optional(),
  })
  .transform((chosen, context) => {
    const parsed = stepOf(chosen.step)!.parameters.safeParse(chosen.params);
    const { step, off } = chosen;
    if (parsed.success) return { step, params: stated(step, parsed.data), ...(off && { off }) };
    for (const issue of parsed.error.issues)
      context.addIssue({ ...issue, path: ['params', ...issue.path] } as Parameters<
        typeof context.addIssue
      >[0]);
    return z.NEVER;
  });

/** The most steps a document may have. */
export const maxSteps = 32;

/** Ordered: each step gets what the one before it made. */
export const preprocessingSchema = z.array(chosenStepSchema).max(maxSteps);

export type ChosenStep = z.output<typeof chosenStepSchema>;
