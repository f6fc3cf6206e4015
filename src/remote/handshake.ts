import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/**
 * How a client shows that it has the token. The token itself is never sent: the engine sends a fresh challenge, and the
 * proof is an HMAC over it and over the fingerprint of the certificate that the client sees. A recorded proof fits no
 * other challenge, and one that was given to another server does not fit this one's certificate.
 */
export const challengeSchema = z.object({ challenge: z.string().min(20).max(100) });

export const helloSchema = z.object({
  proof: z.string().length(64),
  /** The session to continue with after the connection was lost; null begins one. */
  session: z.string().max(100).nullable(),
  /** How many frames of it have arrived. */
  received: z.int().min(0),
});
export const welcomeSchema = z.object({ session: z.string().max(100), received: z.int().min(0) });

export const newChallenge = (): string => randomBytes(32).toString('base64url');

export const proofOf = (token: string, challenge: string, fingerprint: string): string =>
  createHmac('sha256', token).update(`convas engine 1\n${challenge}\n${fingerprint}`).digest('hex');

export function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Codes with which the engine ends a connection for good. */
export const closing = { refused: 4401, unknownSession: 4404, ended: 4410 } as const;

/** Reads JSON that anybody may have sent; null where it is none of that form. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
