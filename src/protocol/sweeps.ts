import { z } from 'zod';
import { parameterValueSchema } from '../document/range.ts';
import { sweepSpecSchema } from '../sweep/spec.ts';
import { textSchema } from '../text/schema.ts';
import { epochRecord, scores } from './data.ts';

/** A training that waits for its turn. */
export const queueItem = z.object({
  item: z.string(),
  name: z.string(),
  /** `failed`: it could not be trained; its message says why. What ended otherwise leaves the queue. */
  state: z.enum(['waiting', 'training', 'failed']),
  /** The run that it became; null before. */
  run: z.string().nullable(),
  message: textSchema,
  /** ISO 8601. */
  addedAt: z.string(),
  /** The sweep that it is a point of; null for one that a person added. */
  sweep: z.object({ sweep: z.string(), point: z.string() }).nullable(),
});

/** One combination of a sweep, and what came of it. */
export const sweepPoint = z.object({
  point: z.string(),
  values: z.record(z.string(), parameterValueSchema),
  /**
   * `waiting`: for its turn, or training; `trained`: as far as its rung goes; `dropped`: others were better, or the
   * sweep was stopped; `invalid`: no network or settings that can be trained; `failed`: it diverged, or could not continue.
   */
  state: z.enum(['waiting', 'trained', 'dropped', 'invalid', 'failed']),
  message: textSchema,
  run: z.string().nullable(),
  /** The last rung that it was trained for, 0 the first; -1 before. */
  rung: z.int(),
  epochs: z.int(),
  seconds: z.number(),
  params: z.int(),
  /** Of a search: further costs; `memory` in bytes as training needs it, `latency` in milliseconds for one example. */
  figures: z.object({ macs: z.number(), memory: z.number(), latency: z.number().nullable() }).optional(),
  /** Of a search: what distinguishes its graph from others'. */
  graph: z.string().optional(),
  /** What it is judged by, higher is better: the accuracy, or the negative loss, on the validation split. */
  score: z.number().nullable(),
  /** Its last epoch. */
  last: epochRecord.nullable(),
  test: scores.nullable(),
});

/** Many trainings of one network, each with other values. */
export const sweepInfo = z.object({
  sweep: z.string(),
  name: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  state: z.enum(['running', 'finished', 'stopped']),
  message: textSchema,
  spec: sweepSpecSchema,
  /** So many combinations, up to so many epochs in all; of each rung the best go on to the next. */
  rungs: z.array(z.object({ count: z.int(), epochs: z.int() })),
  /** The one under way, 0 is the first. */
  rung: z.int(),
  points: z.array(sweepPoint),
});

/** The queue: its items in the order in which they are trained. */
export const queueState = z.object({ items: z.array(queueItem), held: z.boolean() });

export type SweepPoint = z.output<typeof sweepPoint>;
export type SweepInfo = z.output<typeof sweepInfo>;
export type QueueItem = z.output<typeof queueItem>;
