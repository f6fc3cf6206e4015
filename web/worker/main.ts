import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { defaultQueueFolder } from '../../src/engine/engine-options.ts';
import { hidePathsOn } from '../../src/engine/hide-paths.ts';
import { explanationOf } from '../../src/files/errors.ts';
import { portTransport } from '../../src/protocol/port.ts';
import { serve } from '../../src/protocol/serve.ts';
import { message, type Text } from '../../src/text/message.ts';
import { openStorage } from '../storage/opfs.ts';
import { tree } from '../storage/tree.ts';
import { openMeasured } from './backends.ts';
import { placeShipped } from './shipped.ts';

/*
 * The engine in a worker of the page. It posts `taken` where another tab has it, `ready` when it can be asked, and then
 * serves the protocol on every port that it is sent.
 */

const lock = 'convas.engine';
/** Milliseconds that a page that is loaded again waits for the one before it to be gone. */
const handover = 3000;

/** Holds the files of this origin for this worker, as long as it lives. False where another has them. */
const take = (): Promise<boolean> =>
  new Promise((resolve) => {
    navigator.locks
      .request(lock, { signal: AbortSignal.timeout(handover) }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });

let notes: Text[] = [];
let engine: Engine | null = null;
/** Kept until the page listens. */
const alert = (detail: Text): void => {
  if (engine) engine.events.emit('engine.note', { message: detail, alert: true });
  else notes.push(detail);
};

async function openFiles(): Promise<void> {
  const onTrouble = (error: unknown): void =>
    alert(message('engine.storage-trouble', { detail: explanationOf(error) }));
  try {
    const { fileStore, list, sweep } = await openStorage();
    tree.open(fileStore, list, onTrouble);
    await sweep(tree.keptNames());
  } catch {
    alert(message('engine.storage-refused'));
  }
  await placeShipped();
}

function start(): Engine {
  const made = createEngine({
    openBackend: openMeasured,
    queueFolder: defaultQueueFolder(),
    startThread: null,
    step: 'eager',
  });
  const notify = (error: unknown): void => {
    console.error(error);
    made.events.emit('engine.note', {
      message: message('engine.unexpected', { detail: explanationOf(error) }),
    });
  };
  globalThis.addEventListener('error', (event) => notify((event as ErrorEvent).error));
  globalThis.addEventListener('unhandledrejection', (event) =>
    notify((event as PromiseRejectionEvent).reason),
  );
  return made;
}

const page = globalThis as unknown as { postMessage(detail: string): void };

if (await take()) {
  await openFiles();
  const made = start();
  engine = made;
  globalThis.addEventListener('message', (event) => {
    const [port] = (event as MessageEvent).ports;
    if (!port) return;
    serve(hidePathsOn(portTransport(port as never)), made.handlers, made.events);
    for (const detail of notes) made.events.emit('engine.note', { message: detail, alert: true });
    notes = [];
  });
  page.postMessage('ready');
} else page.postMessage('taken');
