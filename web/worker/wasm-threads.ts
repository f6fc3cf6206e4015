import { base } from './start-thread.ts';

// In the place of the package's own text of a thread, which imports a script made of a blob: the page's policy forbids that.
// `build/lib/web.mjs` makes the script.
export const wasmWorkerContents = `importScripts(${JSON.stringify(new URL('wasm-threads.js', base()).href)});`;
