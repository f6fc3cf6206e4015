import { z } from 'zod';

/**
 * A run, and the steps of one of its checkpoints: a new run starts with those weights, a fresh optimizer, and epoch 1.
 * `steps` null: with the weights that the run is used with. Null: with fresh weights.
 */
export const forkPoint = z
  .object({ run: z.string(), steps: z.int().min(0).nullable() })
  .nullable()
  .default(null);

/** Where a new run's first weights come from. */
export type ForkPoint = NonNullable<z.output<typeof forkPoint>>;

/** The checkpoint of another run that a run started from. */
export const parent = z.object({ run: z.string(), steps: z.int().min(0) });

export type Parent = z.output<typeof parent>;
