import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';

/** Where bundles of threads are: `dist/interchange`, beside the bundle that this is in; there as well where this is source. */
const fileOf = (name: string): URL =>
  new URL(
    import.meta.url.endsWith('.ts') ? `../../dist/interchange/${name}.cjs` : `../interchange/${name}.cjs`,
    import.meta.url,
  );

/**
 * A thread that answers one question after the other, and keeps no process alive.
 * @param name of its bundle @param ended what is reported where it ends before it has answered
 */
export function startThread<Request, Reply>(name: string, ended: (code: number) => Message) {
  const worker = new Worker(fileOf(name), { execArgv: [], name: 'verify' });
  worker.unref();
  const ask = async (request: Request): Promise<Reply> => {
    const aborted = new AbortController();
    const { signal } = aborted;
    try {
      worker.ref();
      worker.postMessage(request);
      const exit = once(worker, 'exit', { signal }).then(([code]) => {
        throw new TextError(ended(code));
      });
      const [reply] = (await Promise.race([once(worker, 'message', { signal }), exit])) as [Reply];
      return reply;
    } finally {
      worker.unref();
      aborted.abort();
    }
  };
  return { ask, end: () => worker.terminate() };
}
