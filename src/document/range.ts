import { z } from 'zod';

/** What one parameter may be set to. */
export const parameterValueSchema = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.array(z.number()).max(10),
]);

/** The values that a sweep or a search gives one parameter. */
export const rangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('values'), values: z.array(parameterValueSchema).min(1).max(1000) }),
  /** `count` values at equal distances (`linear`) or ratios (`log`); a random sweep draws from between. */
  z.object({
    kind: z.enum(['linear', 'log']),
    from: z.number(),
    to: z.number(),
    count: z.int().min(2).max(1000),
  }),
]);

export type Range = z.output<typeof rangeSchema>;
