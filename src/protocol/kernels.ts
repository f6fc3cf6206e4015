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

/** What a computation is written with, from operations that come to the same up to rounding. */
export const graphKernels = z.object({
  /** Conv2D layers of at most so many filters are computed two columns at a time; 0: none is. */
  pairedFilters: z.int().min(0),
  /** Parts of a batch that are computed side by side; 1: the batch is computed whole. */
  shards: z.int().min(1),
});

/** Which of several ways to compute the same is taken. Results differ by rounding, so a run keeps to its own. */
export const kernels = z.object({ ...library, training: graphKernels, inference: graphKernels });

export type Kernels = z.output<typeof kernels>;
export type GraphKernels = z.output<typeof graphKernels>;
export type LibraryKernels = Pick<Kernels, keyof typeof library>;
