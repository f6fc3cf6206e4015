import { z } from 'zod';

/** What server and engine process tell each other. Frames pass through unread: the engine decodes them. */
const wireMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), id: z.int() }),
  z.object({ type: z.literal('frame'), id: z.int(), data: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('close'), id: z.int() }),
]);

export type WireMessage = z.input<typeof wireMessage>;

export function readWireMessage(message: unknown): WireMessage | null {
  const parsed = wireMessage.safeParse(message);
  return parsed.success ? parsed.data : null;
}
