import { listening, startThread, threadScript } from '../worker/start-thread.ts';

/** Node's threads, made of the browser's workers. */

type Listener = (value: unknown) => void;

interface Options {
  readonly workerData?: unknown;
}

export class Worker {
  readonly #worker: globalThis.Worker;
  readonly #listeners: { event: string; listener: Listener; once: boolean }[] = [];
  #ended = false;
  /** What is sent once it listens; null since it does. */
  #waiting: unknown[] | null;

  constructor(file: URL, { workerData }: Options = {}) {
    const name = /([^/]+)\.cjs$/.exec(file.pathname)?.[1] ?? '';
    const folder = file.pathname.split('/').at(-2) ?? '';
    this.#worker = startThread();
    this.#waiting = [{ workerData, script: threadScript(name === 'thread' ? folder : name) }];
    this.#worker.onmessage = ({ data }) => {
      if (data !== listening) return this.#notify('message', data);
      for (const message of this.#waiting ?? []) this.#worker.postMessage(message);
      this.#waiting = null;
    };
    this.#worker.onerror = (event) => {
      this.#notify('error', new Error(event.message || 'a thread did not start'));
      this.#end(1);
    };
  }

  #notify(event: string, value: unknown): void {
    for (const each of [...this.#listeners]) {
      if (each.event !== event) continue;
      if (each.once) this.#listeners.splice(this.#listeners.indexOf(each), 1);
      each.listener(value);
    }
  }

  #end(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#worker.terminate();
    this.#notify('exit', code);
  }

  on(event: string, listener: Listener): this {
    this.#listeners.push({ event, listener, once: false });
    return this;
  }
  once(event: string, listener: Listener): this {
    this.#listeners.push({ event, listener, once: true });
    return this;
  }
  postMessage(message: unknown): void {
    if (this.#waiting) this.#waiting.push(message);
    else this.#worker.postMessage(message);
  }
  async terminate(): Promise<number> {
    this.#end(1);
    return 1;
  }
  ref(): void {}
  unref(): void {}
}

/** What `thread.ts` received as the first message. */
interface Given {
  convasThread?: { readonly data: unknown; take(listener: Listener): void };
}
const given = (globalThis as unknown as Given).convasThread;

export const workerData: unknown = given?.data;

export const parentPort = {
  postMessage: (message: unknown): void =>
    (globalThis as unknown as { postMessage(message: unknown): void }).postMessage(message),
  on(event: string, listener: Listener): void {
    if (event === 'message') given?.take(listener);
  },
};

export const receiveMessageOnPort = (): undefined => undefined;
