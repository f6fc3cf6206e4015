import { z } from 'zod';
import { textSchema } from '../text/schema.ts';

/** A file of the data that is not used, and why not. */
export const leftOutFile = z.object({ file: z.string(), reason: textSchema });

/** Files that a report names; of more it gives the number. */
export const maxLeftOut = 100;

/** What became of the data at a path: what is in them, what was left out, and what was changed on the way. */
export const importReport = z.object({
  format: textSchema,
  /** Examples of each split; a validation split of 0 is drawn from the training split when a run begins. */
  splits: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  classes: z.array(z.object({ name: z.string(), train: z.int(), validation: z.int(), test: z.int() })),
  /** Of every example as it is used: an image is `[height, width, channels]`. */
  shape: z.array(z.int().min(0)),
  /** Sizes of the images as they were found, the most common first; 20 at most. */
  sizes: z.array(z.object({ height: z.int(), width: z.int(), count: z.int() })),
  /** The smallest and the largest value of all examples as they are used. */
  range: z.tuple([z.number(), z.number()]),
  /** One in so many examples of each class was held out for testing; null where the data have a test split. */
  heldOut: z.int().nullable(),
  target: z.enum(['class', 'labels', 'numbers', 'mask']),
  leftOut: z.array(leftOutFile).max(maxLeftOut),
  /** All of them, also those that are not named. */
  leftOutCount: z.int(),
  /** What looks wrong with the data. */
  warnings: z.array(textSchema),
  /** What was resized, scaled or dropped. */
  changes: z.array(textSchema),
});

/** A report, and the digest by which the same data are known again. */
export const inspection = importReport.extend({
  title: textSchema,
  /** sha256 (hex) of all examples and labels. */
  fingerprint: z.string(),
});

export type ImportReport = z.output<typeof importReport>;
export type Inspection = z.output<typeof inspection>;
export type LeftOutFile = z.output<typeof leftOutFile>;
