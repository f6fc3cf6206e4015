import { env } from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { base } from './start-thread.ts';

/** More do not pay for steps of some milliseconds. */
const mostThreads = 4;

// In the place of the package, which would look for its files beside a script that is a blob, would take our stand-in for
// shared memory as a sign of threads, and would use half of the cores.
setWasmPaths(base());
if (globalThis.crossOriginIsolated) setThreadsCount(Math.min(navigator.hardwareConcurrency, mostThreads));
else env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

export * from '@tensorflow/tfjs-backend-wasm';
