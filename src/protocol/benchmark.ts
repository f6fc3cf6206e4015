import { z } from 'zod';
import { textSchema } from '../text/schema.ts';

/** What an engine computes with, as it says itself. */
export const benchmarkKernels = z.object({
  /** The widest vector instructions: `AVX2`. */
  instructionSet: z.string(),
  /** Whether oneDNN's kernels are in use; null where the engine has no such choice. */
  oneDnn: z.boolean().nullable(),
  threads: z.int().min(1),
  /** What else was chosen, in words; empty where nothing was. */
  notes: textSchema.default(''),
});

/** One engine on one network at one batch size. */
export const benchmarkResult = z.object({
  /** A template, by id. */
  network: z.string(),
  batch: z.int().min(1),
  engine: z.string(),
  /** Of the framework that computes. */
  version: z.string(),
  /** Median over the rounds. */
  imagesPerSecond: z.number().positive(),
  /** Images per second, turn by turn. */
  rounds: z.array(z.number()),
  /** Between which the median of any number of turns lies, with 90 % confidence. */
  confidence: z.tuple([z.number(), z.number()]).optional(),
  /** Whether that is narrow enough. */
  stable: z.boolean().optional(),
  /** Of the peak: training FLOPs per second (three times those of the forward pass) by those of a matrix product. */
  peakShare: z.number().positive().nullable().optional(),
  kernels: benchmarkKernels.optional(),
  /** The most that other programs took of the machine in a turn, as a share of all its processors. */
  others: z.number().min(0).optional(),
});

/** What could not be measured, and why in words. */
export const benchmarkSkipped = benchmarkResult
  .pick({ network: true, batch: true, engine: true })
  .extend({ reason: z.string() });

/** The fastest matrix product of the run: what the processor can do at best. */
export const benchmarkPeak = z.object({
  gigaflops: z.number().positive(),
  /** Rows and columns of both matrices, float32. */
  size: z.int().min(1),
  /** What computed it. */
  by: z.string(),
});

/** Engines measured side by side in one run of `convas bench`. What is optional came with later versions. */
export const benchmark = z.object({
  /** By network, batch and engine in the order of measurement; the first engine of a case is Convas's own. */
  results: z.array(benchmarkResult),
  skipped: z.array(benchmarkSkipped),
  /** How many times as fast the first engine is as each other: `{"lenet-5/32": {"compiled/tfjs": 4.2}}`. */
  ratios: z.record(z.string(), z.record(z.string(), z.number())),
  peak: benchmarkPeak.nullable().optional(),
  /** Whether all medians are stable. */
  stable: z.boolean().optional(),
  /** What others took of the machine over the whole run, as shares of all its processors. */
  load: z
    .object({
      /** Other programs. */
      others: z.number().min(0),
      /** Other virtual machines. */
      stolen: z.number().min(0),
      /** Whether that was too much to trust the figures. */
      busy: z.boolean(),
    })
    .optional(),
  /** Turns that each engine had at least, and how many seconds long at least. */
  rounds: z.int().min(1),
  seconds: z.number().positive(),
  /** Half of the width that a median's confidence may have, as a share of it. */
  tolerance: z.number().positive().optional(),
  /** ISO 8601. */
  at: z.string(),
  machine: z.object({
    cpu: z.string(),
    cores: z.int(),
    memoryBytes: z.number(),
    platform: z.string(),
    node: z.string(),
    instructionSet: z.string().optional(),
    /** True where engines were kept from using all that the processor has, as on another one. */
    emulated: z.boolean().optional(),
  }),
});

export type BenchmarkKernels = z.output<typeof benchmarkKernels>;
export type BenchmarkResult = z.output<typeof benchmarkResult>;
export type BenchmarkSkipped = z.output<typeof benchmarkSkipped>;
export type BenchmarkPeak = z.output<typeof benchmarkPeak>;
export type Benchmark = z.output<typeof benchmark>;
