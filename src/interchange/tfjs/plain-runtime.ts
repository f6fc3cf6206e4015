import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { ReloadedModel, Runtime, Values } from '../format.ts';
import { type ModelFiles, type ProgramFiles, readFiles } from './load.ts';
import type { PlainBackend, PlainReply, PlainRequest } from './plain-thread.ts';

/** Where its bundle is: `dist/interchange`, beside the bundle that this is in; it is there as well where this is source. */
const file = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/interchange/plain-thread.cjs'
    : '../interchange/plain-thread.cjs',
  import.meta.url,
);

/** One question after the other. */
export function startPlainThread() {
  const worker = new Worker(file, { execArgv: [], name: 'verify' });
  // It keeps no process alive.
  worker.unref();
  const ask = async (request: PlainRequest): Promise<Extract<PlainReply, { readonly ok: true }>> => {
    const aborted = new AbortController();
    const { signal } = aborted;
    try {
      worker.ref();
      worker.postMessage(request);
      const ended = once(worker, 'exit', { signal }).then(([code]) => {
        throw new TextError(message('interchange.thread-ended', { code }));
      });
      const [reply] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [PlainReply];
      if (reply.ok) return reply;
      throw new TextError(reply.message);
    } finally {
      worker.unref();
      aborted.abort();
    }
  };
  return { ask, end: () => worker.terminate() };
}

/**
 * The files in plain TensorFlow.js: its own layers and kernels, in a thread that has nothing of Convas's.
 * @param backend on which to begin; where it lacks a kernel the plain JavaScript backend, which has all, takes over
 */
export async function openPlain(
  files: ModelFiles | ProgramFiles,
  backend: PlainBackend,
): Promise<ReloadedModel> {
  const thread = startPlainThread();
  let used = backend;
  let version = '';
  const open = async (on: PlainBackend): Promise<void> => {
    ({ version } = await thread.ask({ kind: 'open', backend: on, files }));
    used = on;
  };
  const predict = async (inputs: readonly Values[]): Promise<readonly Values[]> =>
    (await thread.ask({ kind: 'predict', inputs })).outputs;
  try {
    await open(backend);
  } catch (error) {
    await thread.end();
    throw error;
  }
  return {
    get runtime() {
      return message('interchange.runtime', { version, backend: used });
    },
    async predict(inputs) {
      try {
        return await predict(inputs);
      } catch (error) {
        if (used === 'cpu' || !/not registered/.test(String(error))) throw error;
        await open('cpu');
        return predict(inputs);
      }
    },
    close: async () => {
      await thread.end();
    },
  };
}

/** TensorFlow.js without native parts on a backend of its own, as in a browser. */
export const plainRuntimeOn = (backend: PlainBackend): Runtime => ({
  title: message('interchange.runtime', { version: null, backend }),
  open: async (folder) => openPlain(await readFiles(folder), backend),
});

/** WebAssembly: as right as plain JavaScript and many times as quick. */
export const plainRuntime = plainRuntimeOn('wasm');
