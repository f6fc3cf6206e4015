import { z } from 'zod';

/** Kinds of trouble with images, by the names that cleanvision gives them. */
export const issueKinds = [
  'dark',
  'light',
  'odd_aspect_ratio',
  'low_information',
  'exact_duplicates',
  'near_duplicates',
  'blurry',
  'grayscale',
  'odd_size',
] as const;

export type IssueKind = (typeof issueKinds)[number];

const part = z.enum(['train', 'validation', 'test']);

/** Examples that have one kind of trouble, the worst first. Arrays are parallel. */
export const dataIssue = z.object({
  kind: z.enum(issueKinds),
  /** 0 the training split, 1 validation, 2 test. */
  splits: z.instanceof(Uint8Array),
  /** Places in their split: whole numbers that floats hold exactly. */
  indices: z.instanceof(Float32Array),
  /** 0 is the worst; of the kinds of cleanvision, each as it defines it. */
  scores: z.instanceof(Float32Array),
});

/** A test example that the network sees in training. */
export const leakedPair = z.object({ test: z.int(), split: part, index: z.int(), exact: z.boolean() });

/** Examples that are duplicates of one another, of one or several splits. */
export const duplicateSet = z.object({
  kind: z.enum(['exact_duplicates', 'near_duplicates']),
  members: z.array(z.object({ split: part, index: z.int() })),
});

/** What looks wrong with data, example by example. */
export const dataCheck = z.object({
  /** The kinds that the data can have, in the order of `issueKinds`: of examples that are no images, duplicates alone. */
  issues: z.array(dataIssue),
  /** What the two kinds of duplicates are made of. */
  sets: z.array(duplicateSet),
  /** What nearly all images have, so that it distinguishes none of them from the others: no issue is listed of it. */
  usual: z.array(z.object({ kind: z.enum(issueKinds), share: z.number() })),
  leakage: z.object({
    /** Of the test examples: those with a duplicate, exact or near, in the training or validation split. */
    share: z.number(),
    /** One for each such test example, in their order: the first of its duplicates, an exact one where there is one. */
    pairs: z.array(leakedPair),
  }),
});

export const splitNames = part.options;
export type DataIssue = z.output<typeof dataIssue>;
export type DataCheck = z.output<typeof dataCheck>;
