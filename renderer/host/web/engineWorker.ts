import type { EngineActivity } from '../../../src/protocol/heartbeat.ts';
import { portTransport } from '../../../src/protocol/port.ts';
import type { Transport } from '../../../src/protocol/transport.ts';
import { t } from '../../i18n/index.ts';

/** The engine of the static page: a worker of this very page. `npm run web` writes its address into the page. */
const address = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="convas-engine"]')?.content;

/** Whether the engine runs in this page, not behind a server or in another process. */
export const runsInPage = (): boolean => address() !== undefined;

interface Running {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  /** Called when it is ended. */
  readonly ends: Set<(reason: string) => void>;
}

let running: Running | null = null;

/** Made of a blob, so that the policy of this page, which forbids every other address, holds for it as well. */
function startScripts(scripts: readonly string[]): Worker {
  const lines = scripts.map((script) => `import ${JSON.stringify(new URL(script, document.baseURI).href)};`);
  const url = URL.createObjectURL(new Blob([lines.join('\n')], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module', name: 'convas-engine' });
}

function start(): Running {
  const folder = address()!;
  const worker = startScripts([`${folder}/globals.js`, `${folder}/engine.js`]);
  const ends = new Set<(reason: string) => void>();
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      if (data === 'ready') resolve();
      if (data === 'taken') reject(new Error(t.shell.engine.otherTab));
    });
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message || t.shell.engine.notInWorker));
    });
  });
  return { worker, ready, ends };
}

/** A wire to the engine in the worker of this page; starts it if it is not running. */
export async function connectWorker(): Promise<Transport> {
  running ??= start();
  const { worker, ready, ends } = running;
  try {
    await ready;
  } catch (error) {
    await endWorker();
    throw error;
  }
  const { port1, port2 } = new MessageChannel();
  worker.postMessage('connect', [port2]);
  return portTransport(port1, (notify) => ends.add(notify));
}

/** A page sees nothing of what a worker does. */
export const examineWorker = async (): Promise<EngineActivity> => 'unknown';

export async function endWorker(): Promise<void> {
  const ended = running;
  running = null;
  ended?.worker.terminate();
  for (const notify of ended?.ends ?? []) notify(t.shell.engine.crashed);
}
