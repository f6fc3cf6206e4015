import { z } from 'zod';
import type { Text } from './message.ts';

/** A text as it crosses processes and is kept in files. */
export const textSchema: z.ZodType<Text> = z.union([
  z.string(),
  z.object({ key: z.string().max(200), values: z.json().optional() }),
]) as z.ZodType<Text>;
