import type { LayoutEngine } from './graph.ts';

/** elkjs in a worker of its own, which can be ended while it works. */
export interface LayoutWorker extends LayoutEngine {
  terminateWorker(): void;
}

let worker: Promise<LayoutWorker> | null = null;

async function start(): Promise<LayoutWorker> {
  const [{ default: ELK }, { default: url }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  return new ELK({ workerFactory: () => new Worker(url) });
}

/** The worker that lays graphs out, fetched when it is first needed. */
export function layoutWorker(): Promise<LayoutWorker> {
  worker ??= start().catch((error: unknown) => {
    worker = null;
    throw error;
  });
  return worker;
}

/** Ends the worker, whatever it does; the next one that is asked for is a new one. */
export function endLayoutWorker(): void {
  const ended = worker;
  worker = null;
  void ended?.then((engine) => engine.terminateWorker()).catch(() => undefined);
}
