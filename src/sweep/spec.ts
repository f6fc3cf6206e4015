import { z } from 'zod';
import { type parameterValueSchema, rangeSchema } from '../document/range.ts';

const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** What a search weighs against the score, each the less the better. */
export const costs = ['params', 'macs', 'memory', 'latency'] as const;
export type Cost = (typeof costs)[number];

export const strategies = ['evolution', 'tpe', 'random'] as const;

export const methodSchema = z.discriminatedUnion('kind', [
  /** Every combination. */
  z.object({ kind: z.literal('grid') }),
  /** So many combinations, drawn independently (Bergstra and Bengio 2012). */
  z.object({ kind: z.literal('random'), trials: z.int().min(1).max(10_000), seed }),
  /**
   * The inner loop of Hyperband (Li et al. 2018): many begin with few epochs, the best share `1 / eta` continues with
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
  /**
   * One combination after the other, each chosen by what came of those before; the first is the network as it is. No
   * graph is trained twice. With `minEpochs` trials begin with about so many epochs, and
   * the best share `1 / eta` continues, as with halving.
   */
  z.object({
    kind: z.literal('search'),
    /**
     * `evolution`: regularized evolution (Real et al. 2019); `tpe`: Optuna's tree-structured Parzen estimator (Bergstra
     * et al. 2011), where Python has it; `random`: independent draws.
     */
    strategy: z.enum(strategies),
    trials: z.int().min(1).max(10_000),
    seed,
    /** Evolution: parents are among so many of the latest trials. */
    population: z.int().min(2).max(1000).default(15),
    /** Evolution: each parent is the best of so many drawn from them. */
    sample: z.int().min(1).max(1000).default(8),
    /** Beside the score, which is always one. */
    costs: z.array(z.enum(costs)).max(costs.length).default(['params']),
    eta: z.int().min(2).max(100).default(3),
    minEpochs: z.int().min(1).max(100_000).optional(),
  }),
]);

/** A suggested space of a deep network varies a few parameters of each of its layers. */
const maxVaried = 1000;

/** Which parameters of a document are varied, over what, and how. */
export const sweepSpecSchema = z.object({
  /** By path (`C1.filters`, `training.optimizer.learningRate`); see `targetsOf`. */
  varied: z
    .array(z.object({ path: z.string().min(1).max(500), range: rangeSchema }))
    .min(1)
    .max(maxVaried),
  method: methodSchema,
});

export type SweepValue = z.output<typeof parameterValueSchema>;
export type SearchMethod = Extract<z.output<typeof methodSchema>, { kind: 'search' }>;
export type Method = z.output<typeof methodSchema>;
export type SweepSpec = z.output<typeof sweepSpecSchema>;
