/** The rest of Node as the engine uses it: what a page has no part of says so, or is empty. */

const absent = (what: string) => (): never => {
  throw Object.assign(new Error(`${what} is not there in a page`), { code: 'ENOENT' });
};

// node:os
export const homedir = (): string => '/home';
export const tmpdir = (): string => '/tmp';
export const hostname = (): string => 'browser';
export const endianness = (): string => 'LE';
export const release = (): string => navigator.userAgent;
export const availableParallelism = (): number => navigator.hardwareConcurrency;
export const cpus = (): { readonly model: string }[] =>
  Array.from({ length: navigator.hardwareConcurrency }, () => ({ model: 'browser' }));
/** Workers of a page have no priorities. */
export const setPriority = (): void => {};
/** Browsers round it, to 8 GB at most; 4 GB where they do not print. */
export const totalmem = (): number =>
  ((navigator as unknown as { deviceMemory?: number }).deviceMemory ?? 4) * 2 ** 30;

// node:util
export const inspect = (value: unknown): string =>
  value instanceof Error ? (value.stack ?? String(value)) : String(value);
export const getSystemErrorMap = (): Map<number, [string, string]> => new Map();
export const promisify = absent('a process');

// node:child_process
/** There is none: what is started ends at once, as a program does that is not installed. */
export function spawn(command: string) {
  const error = Object.assign(new Error(`${command} is not there in a page`), { code: 'ENOENT' });
  const stream = { setEncoding() {}, on() {} };
  return {
    stdin: { end() {}, write() {} },
    stdout: stream,
    stderr: stream,
    kill() {},
    on(event: string, listener: (error: Error) => void) {
      if (event === 'error') globalThis.setTimeout(() => listener(error));
      return this;
    },
    once(event: string, listener: (error: Error) => void) {
      return this.on(event, listener);
    },
  };
}
export const execFile = absent('a process');

// node:module, node:readline
export const createRequire = () => ({ resolve: absent('a package') });
export const createInterface = absent('a process');

// node:url
/** Files that ship with the page are below one folder, by the name of theirs. */
export const fileURLToPath = (url: URL | string): string =>
  `/shipped/${new URL(url).pathname.split('/').filter(Boolean).slice(-2).join('/')}`;
export const pathToFileURL = (path: string): URL => new URL(`file://${path}`);

// node:timers/promises
/** Waits some milliseconds. */
export const setTimeout = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void globalThis.setTimeout(resolve, milliseconds));
/** The loop has its turn. */
export const setImmediate = (): Promise<void> =>
  new Promise((resolve) => void globalThis.setImmediate(resolve));

// node:events
interface Emitting {
  once(event: string, listener: (value: unknown) => void): unknown;
}
export const once = (emitter: Emitting, event: string): Promise<[unknown]> =>
  new Promise((resolve) => {
    emitter.once(event, (value) => resolve([value]));
  });

/** For who takes a whole module and adds to it. */
export default {};
