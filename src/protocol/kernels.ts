import { z } from 'zod';

/** What TensorFlow is loaded with. It cannot be changed while a process runs. */
const library = {
  /** Its oneDNN kernels: `TF_ENABLE_ONEDNN_OPTS`. */
  oneDnn: z.boolean(),
  /** Threads within an operation: `TF_NUM_INTRAOP_THREADS`. */
  intraOpThreads: z.int().min(1),
  /** Threads between operations: `TF_NUM_INTEROP_THREADS`. */
  interOpThreads: z.int().min(1),
};

/** What a computation is written with, from operations that give the same up to rounding. */
export const graphKernels = z.object({
  /** Conv2D layers of at most so many filters are computed two columns at a time; 0: none is. */
  pairedFilters: z.int().min(0),
  /** Parts of a batch that are computed side by side; 1: the batch is computed whole. */
  shards: z.int().min(1).default(1),
  /** Whether training steps use operations of our own in TensorFlow's place; left out where they do not. */
  ownOperations: z.boolean().optional(),
});

/** Which of several ways to compute the same is taken. Results differ by rounding, so a run keeps to its own. */
export const kernels = z.object({ ...library, training: graphKernels, inference: graphKernels });

/** The kernels of networks whose examples can be computed apart, and of those that compute a batch as a whole. */
export const kernelChoice = z.object({ separable: kernels, whole: kernels });

/** Kernels that were compared with the chosen ones: how many times as fast networks of both kinds train. */
export const triedKernels = z.object({
  ...library,
  shards: z.int().min(1),
  separable: z.number().positive(),
  whole: z.number().positive(),
});

/** Which kernels this machine computes with, and why. */
export const kernelState = z.object({
  /** What this engine has loaded TensorFlow with. A run that needs it otherwise restarts the engine first. */
  loaded: z.object(library),
  /** What new runs use. */
  choice: kernelChoice,
  /** `measured`: chosen by measuring; `default`: not measured yet; `pinned`: by the environment. */
  source: z.enum(['measured', 'default', 'pinned']),
  /** When they were measured, ISO 8601; null where they were not. */
  at: z.string().nullable(),
  tried: z.array(triedKernels),
  /** Whether other programs were computing meanwhile: it is measured again some time. */
  disturbed: z.boolean(),
  processor: z.object({
    model: z.string(),
    threads: z.int(),
    /** The widest vector instructions: `AVX2`. */
    instructionSet: z.string(),
    /** True where oneDNN is kept from using all of them. */
    limited: z.boolean(),
  }),
  /** How far a measurement is that is under way. */
  measuring: z.object({ done: z.int(), total: z.int() }).nullable(),
});

export type Kernels = z.output<typeof kernels>;
export type GraphKernels = z.output<typeof graphKernels>;
export type LibraryKernels = Pick<Kernels, keyof typeof library>;
export type KernelChoice = z.output<typeof kernelChoice>;
export type TriedKernels = z.output<typeof triedKernels>;
export type KernelState = z.output<typeof kernelState>;
