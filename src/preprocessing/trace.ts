import type { Text } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import type { Dimensions, Range } from './example.ts';
import { openSteps, type Preprocessing } from './pipeline.ts';

/** What an example is behind a step. */
export interface TracedStep {
  readonly shape: Dimensions;
  /** What its values lie between, as far as that is known. */
  readonly range: Range;
}

export interface Trace {
  /** Behind each step; fewer than there are where one cannot be applied. */
  readonly steps: readonly TracedStep[];
  /** Why the step behind the last of them cannot be applied; null where all can. */
  readonly why: Text | null;
}

/**
 * Follows an example through the steps, without its pixels.
 * @param source what is stored, `[height, width, channels]`
 */
export function traceSteps(source: Dimensions, preprocessing: Preprocessing): Trace {
  const traced: TracedStep[] = [];
  for (let count = 1; count <= preprocessing.steps.length; count++) {
    try {
      const { shape, range } = openSteps(source, preprocessing, {}, count);
      traced.push({ shape, range });
    } catch (error) {
      return { steps: traced, why: textOf(error) };
    }
  }
  return { steps: traced, why: null };
}
