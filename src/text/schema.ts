import { z } from 'zod';
import { guarded, type Text } from './message.ts';

/** A text as it crosses processes and is kept in files. Parsed, it fails where it is written without a language. */
export const textSchema: z.ZodType<Text> = z.union([
  z.string(),
  z.object({ key: z.string().max(200), values: z.json().optional() }).transform(guarded),
]) as z.ZodType<Text>;
