import { z } from 'zod';
import { textSchema } from '../text/schema.ts';

/** A layer that a format cannot express, known before anything is written. */
export const unsupportedLayer = z.object({
  /** Its id in the network. */
  layer: z.string(),
  name: z.string(),
  /** The title of its kind. */
  kind: textSchema,
  /** The title of the parameter that stands in the way; null where it is the kind itself. */
  parameter: textSchema.nullable(),
  /** One sentence. */
  reason: textSchema,
  /** What to do about it, one sentence. */
  remedy: textSchema,
});

/** A format to take a run away in: its model, or the history of its training. */
export const exportFormat = z.object({
  id: z.string(),
  from: z.enum(['weights', 'history']),
  /** What follows the run's name in the name of a file or folder. */
  suffix: z.string(),
});

const tried = {
  /** "TensorFlow.js 4.22.0, wasm backend" */
  runtime: textSchema,
  /** How many examples both sides were shown. */
  samples: z.int(),
};

/** What one runtime made of exported files. */
export const verification = z.discriminatedUnion('state', [
  z.object({ ...tried, state: z.literal('agrees'), maxAbsDiff: z.number() }),
  z.object({
    ...tried,
    state: z.literal('differs'),
    /** Null where it is no number. */
    maxAbsDiff: z.number().nullable(),
    /** What differs, in words. */
    message: textSchema,
  }),
  /** It did not load the files or did not run them. */
  z.object({ ...tried, state: z.literal('failed'), message: textSchema }),
]);

export type UnsupportedLayer = z.output<typeof unsupportedLayer>;
export type Verification = z.output<typeof verification>;
export type FormatSummary = z.output<typeof exportFormat>;
