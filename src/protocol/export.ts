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

/** A format to export to. */
export const exportFormat = z.object({
  id: z.string(),
  /** What it is made from: a run's weights, a document (a run's own as well), or what a run measured. */
  source: z.enum(['weights', 'document', 'history']),
  /** What its main file may end with, the usual one first; empty where there is no such file. */
  extensions: z.array(z.string()),
  /** Its options as JSON Schema; their texts are in the catalogue. */
  options: z.record(z.string(), z.json()),
  /** Whether there is something that its files can be checked with. */
  verifiable: z.boolean(),
});

/** What is exported: a run, one of its checkpoints by its steps, or a document as text. */
export const exportSource = z.union([
  z.object({ run: z.string(), checkpoint: z.int().nullable().default(null) }),
  z.object({ document: z.string() }),
]);

export const exportedFile = z.object({
  path: z.string(),
  bytes: z.int(),
  /** True for what goes beside the model in a folder: its card and its document. */
  companion: z.boolean(),
});

const tried = {
  /** "TensorFlow.js 4.22.0, wasm backend" */
  runtime: textSchema,
  /** How many examples both sides were shown. */
  samples: z.int(),
};

/** Whether both sides name the same class for each example; null where the outputs name none. */
const sameClasses = z.boolean().nullable();

const measured = {
  sameClasses,
  /** The share of those examples that each side answers right; left out where answers are not right or wrong. */
  accuracy: z.object({ here: z.number(), there: z.number() }).optional(),
  /** Milliseconds that each side takes for an example, of all of them together; left out where that is not known. */
  speed: z.object({ here: z.number(), there: z.number() }).optional(),
};

/** What one runtime made of exported files. */
export const verification = z.discriminatedUnion('state', [
  z.object({ ...tried, ...measured, state: z.literal('agrees'), maxAbsDiff: z.number() }),
  z.object({
    ...tried,
    ...measured,
    state: z.literal('differs'),
    /** Null where it is no number. */
    maxAbsDiff: z.number().nullable(),
    /** What differs, in words. */
    message: textSchema,
  }),
  /** It did not load the files or did not run them. */
  z.object({ ...tried, state: z.literal('failed'), message: textSchema }),
  /** This machine does not have it. */
  z.object({ ...tried, state: z.literal('unavailable'), message: textSchema }),
]);

export type UnsupportedLayer = z.output<typeof unsupportedLayer>;
export type Verification = z.output<typeof verification>;
export type ExportSource = z.input<typeof exportSource>;
export type ExportedFile = z.output<typeof exportedFile>;
export type FormatSummary = z.output<typeof exportFormat>;
