import { z } from 'zod';

/** Augmented variants of an example whose features are kept, at most. */
const maxVariants = 100;

/** A run's id, or on the command line its folder. */
const runName = z.string().max(4096);

/** Whose weights a network starts from: a run's, or those of a base network that ships, by its name. */
export const weightSourceSchema = z.union([
  z.strictObject({ run: runName.min(1) }),
  z.strictObject({ base: runName }),
]);

export type WeightSource = z.output<typeof weightSourceSchema>;

const basePrefix = 'base:';

/** As files and the command line have it: a run's id or folder, or `base:NAME`. */
export const formatWeightSource = (source: WeightSource): string =>
  'base' in source ? basePrefix + source.base : source.run;

/** The inverse of `formatWeightSource`. */
export const parseWeightSource = (text: string): WeightSource =>
  text.startsWith(basePrefix) ? { base: text.slice(basePrefix.length) } : { run: text };

/**
 * Where a run's first weights come from: those of another network, for each layer that has the same name there; the other
 * layers begin with random weights.
 */
export const transferSchema = z.object({
  source: weightSourceSchema,
  /** The checkpoint, by its steps; null: the weights that the run is used with. */
  steps: z.int().min(0).nullable().default(null),
  /** Compute what the frozen layers put out once, and train the others on it. */
  cacheFeatures: z.boolean().default(true),
  /**
   * With random preprocessing steps: how many variants of each training example have their features kept. Epoch n uses
   * variant n; beyond the last they are used again, in turn.
   */
  variants: z.int().min(1).max(maxVariants).default(8),
});

export type Transfer = z.output<typeof transferSchema>;

/** As a file holds it: the source is one text, `run`. */
export const writtenTransferSchema = transferSchema
  .omit({ source: true })
  .extend({ run: runName.min(1) })
  .transform(({ run, ...rest }): Transfer => ({ source: parseWeightSource(run), ...rest }));

export type WrittenTransfer = z.input<typeof writtenTransferSchema>;

export const writtenTransfer = ({ source, ...rest }: Transfer): WrittenTransfer => ({
  run: formatWeightSource(source),
  ...rest,
});
