import { z } from 'zod';

/**
 * How a network is trained. Optimizer and loss are named by kind and carry their parameters unread, so that a
 * document with one we do not know keeps it; `resolveSettings` checks them against the catalogue.
 */
export const trainingSettingsSchema = z.object({
  epochs: z.int().min(1).max(100_000).default(5),
  /** Examples a step. */
  batchSize: z.int().min(1).max(65_536).default(128),
  /** Share of the training split held out for validation; 0 validates on the test split's place: nothing. */
  validationSplit: z.number().min(0).max(0.9).default(0.1),
  optimizer: z
    .object({ kind: z.string(), params: z.record(z.string(), z.unknown()).default({}) })
    .default({ kind: 'adam', params: {} }),
  loss: z
    .object({ kind: z.string(), params: z.record(z.string(), z.unknown()).default({}) })
    .default({ kind: 'categoricalCrossentropy', params: {} }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
});

export type TrainingSettings = z.output<typeof trainingSettingsSchema>;
