import { z } from 'zod';

/** A layer that a format cannot express, known before anything is written. */
export const unsupportedLayer = z.object({
  /** Its id in the network. */
  layer: z.string(),
  name: z.string(),
  /** The title of its kind. */
  kind: z.string(),
  /** The title of the parameter that stands in the way; null where it is the kind itself. */
  parameter: z.string().nullable(),
  /** One sentence. */
  reason: z.string(),
  /** What to do about it, one sentence. */
  remedy: z.string(),
});

const tried = {
  /** "TensorFlow.js 4.22.0, wasm backend" */
  runtime: z.string(),
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
    message: z.string(),
  }),
  /** It did not load the files or did not run them. */
  z.object({ ...tried, state: z.literal('failed'), message: z.string() }),
]);

export type UnsupportedLayer = z.output<typeof unsupportedLayer>;
export type Verification = z.output<typeof verification>;
