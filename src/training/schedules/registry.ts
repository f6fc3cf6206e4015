import type { ScheduleKind } from '../schedule.ts';
import { constant } from './constant.ts';
import { cosineRestarts } from './cosine-restarts.ts';
import { exponential } from './exponential.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomial } from './polynomial.ts';
import { reduceOnPlateau } from './reduce-on-plateau.ts';
import { step } from './step.ts';

/** The schedules of the learning rate, in the order of the list that a person chooses from. */
export const schedules = {
  constant,
  step,
  exponential,
  cosineRestarts,
  oneCycle,
  polynomial,
  reduceOnPlateau,
} as const;

export type ScheduleName = keyof typeof schedules;

/** The schedule of that name, or undefined if there is none. */
export function scheduleOf(name: string): ScheduleKind | undefined {
  return Object.hasOwn(schedules, name) ? schedules[name as ScheduleName] : undefined;
}
