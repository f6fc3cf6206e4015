import { z } from 'zod';
import { textSchema } from '../text/schema.ts';

const id = z.int().min(0);

/** What a face sends. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, name: z.string(), params: z.unknown().optional() }),
  z.object({ type: z.literal('cancel'), id }),
]);

/** What the engine sends. */
export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id, value: z.unknown() }),
  z.object({ type: z.literal('error'), id, code: z.string(), message: textSchema }),
  z.object({ type: z.literal('progress'), id, value: z.unknown() }),
  z.object({ type: z.literal('event'), name: z.string(), data: z.unknown() }),
]);

export type Request = z.input<typeof requestSchema>;
export type Reply = z.input<typeof replySchema>;
