import { env } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { base } from './start-thread.ts';

// In the place of the package, which would look for its files beside a script that is a blob, and would take our stand-in
// for shared memory as a sign of threads.
setWasmPaths(base());
if (!globalThis.crossOriginIsolated) env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

export * from '@tensorflow/tfjs-backend-wasm';
