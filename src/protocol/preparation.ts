import { z } from 'zod';
import { preprocessingSchema } from '../preprocessing/schema.ts';
import { trainingSettingsSchema } from '../training/settings.ts';
import { bytes, floats, shape } from './data.ts';

const { seed, validationSplit } = trainingSettingsSchema.shape;

/** What preprocessing does to real examples, computed as training does it. Spread into `calls`. */
export const preparationCalls = {
  'preparation.preview': {
    params: z.object({
      dataset: z.string(),
      steps: preprocessingSchema,
      /** The network's, `[height, width, channels]`. */
      inputShape: shape,
      seed,
      validationSplit,
      /** Random steps draw again in each; 1 is the first. */
      epoch: z.int().min(1).max(1_000_000),
      /** Of the training split: where to begin, and how many. Fewer are answered where they are large. */
      offset: z.int().min(0),
      count: z.int().min(1).max(32),
    }),
    result: z.object({
      /** As stored; shrunk for display where a side is longer than 256: `[count, height, width, channels]`. */
      stored: z.object({ shape, images: bytes }),
      /** Behind all steps, random ones included; `shape` may be another than the network's. */
      prepared: z.object({ shape, values: floats }),
      labels: z.array(z.int()),
      /** Where examples are mixed: the class of each one's partner, and the share of its own. */
      mixed: z.array(z.object({ label: z.int(), share: z.number() })).optional(),
      indices: z.array(z.int()),
      /** Of the training split. */
      total: z.int(),
      /** The steps with what they learn from the training examples, without those held out. */
      fitted: preprocessingSchema,
      /** How many of the training examples that was learned from; null where nothing is. */
      learnedFrom: z.object({ examples: z.int(), of: z.int() }).nullable(),
    }),
  },
} as const;
