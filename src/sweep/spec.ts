import { z } from 'zod';

/** What one parameter may be set to. */
export const sweepValueSchema = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.array(z.number()).max(10),
]);

/** The values that one parameter takes. */
export const rangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('values'), values: z.array(sweepValueSchema).min(1).max(1000) }),
  /** `count` values at equal distances (`linear`) or ratios (`log`); a random sweep draws from between. */
  z.object({
    kind: z.enum(['linear', 'log']),
    from: z.number(),
    to: z.number(),
    count: z.int().min(2).max(1000),
  }),
]);

const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

export const methodSchema = z.discriminatedUnion('kind', [
  /** Every combination. */
  z.object({ kind: z.literal('grid') }),
  /** So many combinations, drawn independently (Bergstra and Bengio 2012). */
  z.object({ kind: z.literal('random'), trials: z.int().min(1).max(10_000), seed }),
  /**
   * The inner loop of Hyperband (Li et al. 2018): many begin with few epochs, the best share `1 / eta` goes on with
   * `eta` times as many, until those that are left reach `maxEpochs`.
   */
  z.object({
    kind: z.literal('halving'),
    trials: z.int().min(1).max(10_000),
    seed,
    eta: z.int().min(2).max(100),
    minEpochs: z.int().min(1).max(100_000),
    maxEpochs: z.int().min(1).max(100_000),
  }),
]);

/** Which parameters of a document are varied, over what, and how. */
export const sweepSpecSchema = z.object({
  /** By path (`C1.filters`, `training.optimizer.learningRate`); see `targetsOf`. */
  varied: z
    .array(z.object({ path: z.string().min(1).max(500), range: rangeSchema }))
    .min(1)
    .max(20),
  method: methodSchema,
});

export type SweepValue = z.output<typeof sweepValueSchema>;
export type Range = z.output<typeof rangeSchema>;
export type Method = z.output<typeof methodSchema>;
export type SweepSpec = z.output<typeof sweepSpecSchema>;
