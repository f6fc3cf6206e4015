import { Worker } from 'node:worker_threads';
import type { Layout, LayoutRequest } from '../../insight/projection/layout.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/** Where its bundle is: `dist/insight`, beside the bundle that this is in; it is there as well where this is source. */
const file = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/insight/layout-thread.cjs'
    : '../insight/layout-thread.cjs',
  import.meta.url,
);

/** Milliseconds between two looks whether someone still waits. */
const lookEvery = 100;

interface LayoutReport extends Layout {
  readonly done: boolean;
}

/**
 * Places in the plane, made by a thread of their own: as far as they are, then the last.
 * @throws EngineError `canceled`, `failed`
 */
export async function* layoutInThread(
  request: LayoutRequest,
  canceled: () => boolean,
): AsyncGenerator<Layout> {
  const worker = new Worker(file, { workerData: request, execArgv: [], name: 'layout' });
  let latest: LayoutReport | null = null;
  let failed: unknown = null;
  let ended = false;
  let wake = (): void => {};
  worker.on('message', (next: LayoutReport) => {
    latest = next;
    wake();
  });
  worker.on('error', (error) => {
    failed = error;
    wake();
  });
  worker.on('exit', () => {
    ended = true;
    wake();
  });
  const timer = setInterval(() => wake(), lookEvery);
  try {
    for (;;) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (latest || failed || ended) resolve();
      });
      if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
      if (failed) throw failed;
      const now = latest as LayoutReport | null;
      latest = null;
      if (now) yield { places: now.places, trust: now.trust };
      if (now?.done) return;
      if (!now && ended) throw new EngineError('failed', message('engine.thread-ended'));
    }
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}
