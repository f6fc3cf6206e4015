import type { LayoutEngine } from './layout.ts';

let engine: Promise<LayoutEngine> | null = null;

async function start(): Promise<LayoutEngine> {
  const [{ default: ELK }, { default: url }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ]);
  return new ELK({ workerFactory: () => new Worker(url) });
}

/** elkjs in a worker of its own, fetched when it is first needed. */
export function layoutEngine(): Promise<LayoutEngine> {
  engine ??= start().catch((error: unknown) => {
    engine = null;
    throw error;
  });
  return engine;
}
