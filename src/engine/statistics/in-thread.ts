import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { textSchema } from '../../text/schema.ts';
import type { ThreadResults, ThreadWork } from './work.ts';

/** Where its bundle is: `dist/statistics`, beside the bundle that this is in; it is there as well where this is source. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/statistics/thread.cjs' : '../statistics/thread.cjs',
  import.meta.url,
);

const toldSchema = z.union([
  z.object({ error: textSchema }),
  z.object({ done: z.number(), total: z.number() }),
  z.object({ result: z.unknown() }),
]);

/** What the asker of some work wants to be told, and may ask of it. */
export interface Asker {
  onCancel(listener: () => void): void;
  onProgress?(done: number, total: number): void;
}

/**
 * Looks through data in a thread of its own, so that the loop that trains is not held up.
 * @throws EngineError `cancelled`, `failed`
 */
export const inThread = <Name extends keyof ThreadResults>(
  work: Extract<ThreadWork, { readonly name: Name }>,
  { onCancel, onProgress }: Asker,
): Promise<ThreadResults[Name]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: work, execArgv: [], name: 'statistics' });
    worker.unref();
    onCancel(() => void worker.terminate());
    worker.on('message', (received: unknown) => {
      const told = toldSchema.parse(received);
      if ('error' in told) reject(new EngineError('failed', told.error));
      else if ('result' in told) resolve(told.result as ThreadResults[Name]);
      else onProgress?.(told.done, told.total);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new EngineError('cancelled', message('datasets.cancelled'))));
  });
