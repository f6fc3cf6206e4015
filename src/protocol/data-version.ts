import { z } from 'zod';
import { textSchema } from '../text/schema.ts';
import { targetSpecSchema } from '../training/target.ts';

const digest = z.string().regex(/^[0-9a-f]{32}$/);

/** The examples of a split, in order. Arrays are parallel. */
export const frozenSplit = z.object({
  /** Of the files that they come from; null where they come from none. */
  names: z.array(z.string()).nullable(),
  /** The first 16 bytes of the sha256 over what an example is: its shape, its values, and its target where it has one. */
  digests: z.array(digest),
  /** Places in the list of classes; null where examples have no class. */
  labels: z.array(z.int()).nullable(),
});

/** What a dataset was at a moment, example by example: enough to tell later what has become of it. */
export const dataVersion = z.object({
  format: z.literal('convas-data-version'),
  version: z.literal(1),
  /** The reference that it was read by. */
  dataset: z.string(),
  /** sha256 (hex) over all splits. */
  fingerprint: z.string(),
  /** ISO 8601. */
  frozenAt: z.string(),
  shape: z.array(z.int().min(0)),
  classes: z.array(z.string()),
  target: targetSpecSchema.optional(),
  splits: z.object({ train: frozenSplit, validation: frozenSplit.nullable(), test: frozenSplit }),
});

const split = z.enum(['train', 'validation', 'test']);
const place = z.object({ split, index: z.int(), name: z.string().nullable(), class: z.string().nullable() });

/** Differences of each kind that are listed; all are counted. */
export const maxDifferences = 1000;

/** How data of now differ from a version of them. */
export const dataComparison = z.object({
  /** Whether every example, label and split is as it was. */
  same: z.boolean(),
  dataset: z.string(),
  frozenAt: z.string(),
  counts: z.object({
    unchanged: z.int(),
    /** Not there before, and no longer there. */
    added: z.int(),
    removed: z.int(),
    /** The same name in the same split, other content. */
    changed: z.int(),
    relabeled: z.int(),
    /** In another split. */
    moved: z.int(),
  }),
  /** Whether examples of a split are in another order, as a run that resumes minds. */
  reordered: z.boolean(),
  added: z.array(place),
  removed: z.array(place),
  changed: z.array(z.object({ from: place, to: place })),
  relabeled: z.array(z.object({ from: place, to: place })),
  moved: z.array(z.object({ from: place, to: place })),
});

/** What can be asked about versions of data. */
export const versionCalls = {
  /** The data as they are now, example by example: text of a `DataVersion`. */
  'datasets.freeze': {
    params: z.object({ dataset: z.string() }),
    result: z.object({ version: z.string(), fingerprint: z.string() }),
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
  /**
   * Whether data are still those of a version: of a text that `datasets.freeze` gave, or of what a run trained on.
   * `dataset`: null for what the version names.
   */
  'datasets.compare': {
    params: z.object({
      dataset: z.string().nullable(),
      version: z.union([z.object({ text: z.string(), name: z.string() }), z.object({ run: z.string() })]),
    }),
    result: dataComparison,
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
} as const;

export type DataVersion = z.output<typeof dataVersion>;
export type FrozenSplit = z.output<typeof frozenSplit>;
export type DataComparison = z.output<typeof dataComparison>;
export type ExamplePlace = z.output<typeof place>;
