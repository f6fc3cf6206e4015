import { Worker } from 'node:worker_threads';

/** Where its bundle is: `dist/feeding`, beside the bundle that this is in; it is there as well where this is source. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/feeding/thread.cjs' : '../feeding/thread.cjs',
  import.meta.url,
);

/** Starts a thread that makes batches. @param bell what it listens to, int32 `[1]` in shared memory */
export type StartThread = (bell: Int32Array) => Worker;

export const startThread: StartThread = (bell) => {
  // No flags of this process: a loader or an inspector is none of its business.
  const worker = new Worker(file, { workerData: bell, execArgv: [], name: 'batches' });
  // It keeps no process alive.
  worker.unref();
  return worker;
};
