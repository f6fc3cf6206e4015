import { z } from 'zod';
import { type Kernels, kernels } from './kernels.ts';

/** What an engine's process asks of the one that keeps it: to start another in its place, which loads kernels. */
const restartRequest = z.object({ type: z.literal('restart'), load: kernels.nullable() });

export type RestartRequest = z.output<typeof restartRequest>;

/** Null where the message is another. */
export function readRestartRequest(message: unknown): RestartRequest | null {
  const parsed = restartRequest.safeParse(message);
  return parsed.success ? parsed.data : null;
}

const variable = 'CONVAS_LOAD_KERNELS';

/** The environment of the engine that takes the other's place. */
export const environmentOfNext = ({ load }: RestartRequest): Record<string, string> => ({
  [variable]: load ? JSON.stringify(load) : '',
});

/** The kernels that this process is to load; null where it may choose. */
export function kernelsToLoad(env: Readonly<Record<string, string | undefined>>): Kernels | null {
  try {
    return kernels.parse(JSON.parse(env[variable] ?? ''));
  } catch {
    return null;
  }
}
