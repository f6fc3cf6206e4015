import { Buffer } from 'buffer';

/*
 * What Node has and the engine asks for by name. The first script of each worker: others read it as they are loaded.
 */

const here = globalThis as unknown as Record<string, unknown>;

here['convasBase'] = new URL('./', import.meta.url).href;
here['Buffer'] = Buffer;
here['global'] = globalThis;
// Where the page is not isolated there is no shared memory, and no thread that would share it.
here['SharedArrayBuffer'] ??= ArrayBuffer;

const pid = 1 + Math.floor(Math.random() * 2 ** 30);

here['process'] = {
  env: { CONVAS_HOME: '/convas', CONVAS_CACHE: '/cache', CONVAS_KERNELS: 'default', CONVAS_OFFLINE: '1' },
  pid,
  platform: 'browser',
  arch: 'wasm',
  version: '',
  versions: {},
  argv: [],
  execPath: '',
  stdout: { write: (text: string) => console.info(text) },
  stderr: { write: (text: string) => console.warn(text) },
  cwd: () => '/',
  on: () => {},
  cpuUsage: () => ({ user: 0, system: 0 }),
  memoryUsage: () => ({ rss: 0, heapUsed: 0 }),
  /** Whether a process lives: there is this one. */
  kill(other: number) {
    if (other !== pid) throw Object.assign(new Error('ESRCH'), { code: 'ESRCH' });
  },
};

/** Timers as Node hands them out: with `unref`, and as good as the browser's number. */
class Timer {
  readonly #id: number;
  constructor(id: number) {
    this.#id = id;
  }
  [Symbol.toPrimitive](): number {
    return this.#id;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

for (const name of ['setTimeout', 'setInterval'] as const) {
  const original = globalThis[name].bind(globalThis) as (...given: unknown[]) => number;
  here[name] = (...given: unknown[]) => new Timer(original(...given));
}

const channel = new MessageChannel();
const turns: (() => void)[] = [];
channel.port1.onmessage = () => turns.shift()?.();
/** After what waits already: a message costs less than a timer, which browsers hold back. */
here['setImmediate'] = (work: (...given: unknown[]) => void, ...given: unknown[]): void => {
  turns.push(() => work(...given));
  channel.port2.postMessage(null);
};
