import { z } from 'zod';

/** What can be asked about labels. Spread into `calls`. */
export const labelErrorCalls = {
  /**
   * Labels that are likely wrong, by a run's predictions of examples that it has not learned from: of the test split,
   * or of a validation split of the data's own. `dataset`: null for the run's.
   */
  'datasets.labelErrors': {
    params: z.object({
      run: z.string(),
      dataset: z.string().nullable(),
      split: z.enum(['validation', 'test']),
    }),
    result: z.object({
      dataset: z.string(),
      classes: z.array(z.string()),
      /** Examples that were looked at. */
      examples: z.int(),
      /** Worst first; `quality` is the probability of the label. */
      errors: z.array(z.object({ index: z.int(), given: z.int(), suggested: z.int(), quality: z.number() })),
    }),
    progress: z.object({ done: z.number(), total: z.number() }),
  },
} as const;
