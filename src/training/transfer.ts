import { z } from 'zod';

/** Augmented variants of an example whose features are kept, at most. */
const mostVariants = 100;

/**
 * Where a run's first weights come from: those of another run, for each layer that has the same name there; the other
 * layers begin with random weights.
 */
export const transferSchema = z.object({
  /** A run's id, or `base:` and the name of a network that ships. */
  run: z.string().min(1).max(4096),
  /** The checkpoint, by its steps; null: the weights that the run is used with. */
  steps: z.int().min(0).nullable().default(null),
  /** Compute what the frozen layers put out once, and train the others on it. */
  cacheFeatures: z.boolean().default(true),
  /**
   * With random preprocessing steps: how many variants of each training example have their features kept. Epoch n uses
   * variant n; beyond the last they are used again, in turn.
   */
  variants: z.int().min(1).max(mostVariants).default(8),
});

export type Transfer = z.output<typeof transferSchema>;
