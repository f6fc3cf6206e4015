import type { Step } from './step.ts';
import { pad } from './steps/pad.ts';
import { rescale } from './steps/rescale.ts';
import { resize } from './steps/resize.ts';

/** Every step there is, by id. */
export const steps = { pad, resize, rescale } as const;

export type StepId = keyof typeof steps;

export const stepIds = Object.keys(steps) as readonly StepId[];

/** A step by its id; undefined where this version has none of that name. */
export const stepOf = (id: string): Step | undefined =>
  Object.hasOwn(steps, id) ? (steps[id as StepId] as unknown as Step) : undefined;
