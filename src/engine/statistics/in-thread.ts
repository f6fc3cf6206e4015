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

const replySchema = z.union([
  z.object({ error: textSchema }),
  z.object({ done: z.number(), total: z.number() }),
  z.object({ result: z.unknown() }),
]);

/** What the asker of some work wants to know, and may ask of it. */
export interface WorkContext {
  onCancel(listener: () => void): void;
  onProgress?(done: number, total: number): void;
}

/**
 * Looks through data in a thread of its own, so that the loop that trains is not held up.
 * @throws EngineError `canceled`, `failed`
 */
export const inThread = <Name extends keyof ThreadResults>(
  work: Extract<ThreadWork, { readonly name: Name }>,
  { onCancel, onProgress }: WorkContext,
): Promise<ThreadResults[Name]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: work, execArgv: [], name: 'statistics' });
    worker.unref();
    onCancel(() => void worker.terminate());
    worker.on('message', (received: unknown) => {
      const detail = replySchema.parse(received);
      if ('error' in detail) reject(new EngineError('failed', detail.error));
      else if ('result' in detail) resolve(detail.result as ThreadResults[Name]);
      else onProgress?.(detail.done, detail.total);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new EngineError('canceled', message('datasets.canceled'))));
  });
