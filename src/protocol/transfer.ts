import { z } from 'zod';
import { preprocessingSchema } from '../preprocessing/schema.ts';
import { weightSourceSchema } from '../training/transfer.ts';

/** A trained network that others can start from. */
const transferSource = z.object({
  source: weightSourceSchema,
  name: z.string(),
  document: z.string(),
  /** Names of the classes that it was trained on. */
  labels: z.array(z.string()),
  /** How its examples were prepared, with what the steps learned. */
  preprocessing: preprocessingSchema,
});

export const transferCalls = {
  /** The networks that ship with weights, and how well they do on the test set of what they were trained on. */
  'transfer.bases': {
    params: z.object({}),
    result: z.object({
      bases: z.array(
        z.object({ base: z.string(), name: z.string(), accuracy: z.number(), classes: z.int() }),
      ),
    }),
  },
  /** What a new network is made of that starts from this one. */
  'transfer.source': { params: z.object({ source: weightSourceSchema }), result: transferSource },
} as const;
