import { z } from 'zod';

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
});

/** What could not be measured, and why in words. */
export const benchmarkSkipped = benchmarkResult
  .pick({ network: true, batch: true, engine: true })
  .extend({ reason: z.string() });

/** Engines measured side by side in one run of `convas bench`. */
export const benchmark = z.object({
  /** By network, batch and engine in the order of measurement; the first engine of a case is Convas's own. */
  results: z.array(benchmarkResult),
  skipped: z.array(benchmarkSkipped),
  /** How many times as fast the first engine is as each other: `{"lenet-5/32": {"compiled/tfjs": 4.2}}`. */
  ratios: z.record(z.string(), z.record(z.string(), z.number())),
  /** Turns that each engine had, and how many seconds long at least. */
  rounds: z.int().min(1),
  seconds: z.number().positive(),
  /** ISO 8601. */
  at: z.string(),
  machine: z.object({
    cpu: z.string(),
    cores: z.int(),
    memoryBytes: z.number(),
    platform: z.string(),
    node: z.string(),
  }),
});

export type BenchmarkResult = z.output<typeof benchmarkResult>;
export type BenchmarkSkipped = z.output<typeof benchmarkSkipped>;
export type Benchmark = z.output<typeof benchmark>;
