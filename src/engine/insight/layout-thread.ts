import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type LayoutRequest, layOut, trustIn } from '../../insight/projection/layout.ts';

/** Milliseconds between two looks at what there is so far. */
const pace = 400;

// Makes one layout, and ends: the loop that trains is not held up by it. On Linux a priority is a thread's own.
if (process.platform === 'linux') setPriority(19);
let told = Date.now();
let latest: Float64Array | null = null;
for (const places of layOut(workerData as LayoutRequest)) {
  latest = places;
  if (Date.now() - told < pace) continue;
  parentPort!.postMessage({ places: Float32Array.from(places), trust: null, done: false });
  told = Date.now();
}
const places = Float32Array.from(latest ?? []);
parentPort!.postMessage({ places, trust: trustIn(workerData as LayoutRequest, places), done: true });
