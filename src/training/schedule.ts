import type { z } from 'zod';
import type { EpochFigures } from './monitor.ts';

/** Where a run stands before a step, as a schedule sees it: warm-up steps are neither counted nor known. */
export interface ScheduleMoment {
  /** Steps taken before this one; 0 in the first. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Steps of the whole run. */
  readonly steps: number;
  /** The optimizer's learning rate. */
  readonly base: number;
  /** The finished epochs, in order. */
  readonly history: readonly EpochFigures[];
}

/**
 * How the learning rate changes over a run: a function of where the run stands and nothing else, so that a resumed
 * run continues with the very rate it would have had.
 */
export interface ScheduleKind<P extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string;
  /** Their texts are in `text/members/training-parameters.ts`. */
  readonly parameters: z.ZodType<P>;
  /** Its rate depends on how the run goes, and is not known beforehand. */
  readonly watches?: true;
  rate(params: P, moment: ScheduleMoment): number;
}

export function defineSchedule<K extends string, P extends Record<string, unknown>>(
  kind: ScheduleKind<P> & { readonly kind: K },
): ScheduleKind<P> & { readonly kind: K } {
  return kind;
}
