import { listening } from './start-thread.ts';

/*
 * The beginning of a thread of the engine: the first message names its script and has its data, later ones wait for who
 * asks for them.
 */

type Listener = (value: unknown) => void;

interface First {
  readonly workerData: unknown;
  readonly script: string;
}

const early: unknown[] = [];
let listener: Listener | null = null;

function begin({ workerData, script }: First): void {
  (globalThis as unknown as Record<string, unknown>)['convasThread'] = {
    data: workerData,
    take(next: Listener) {
      listener = next;
      for (const received of early.splice(0)) next(received);
    },
  };
  // What goes wrong with it is detail as an error of this worker.
  import(script).catch((error: unknown) => setTimeout(() => Promise.reject(error)));
}

let begun = false;
globalThis.addEventListener('message', (event) => {
  const { data } = event as MessageEvent;
  if (!begun) {
    begun = true;
    begin(data as First);
  } else if (listener) listener(data);
  else early.push(data);
});

(globalThis as unknown as { postMessage(detail: string): void }).postMessage(listening);
