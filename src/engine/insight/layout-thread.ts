import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type LayoutRequest, layOut, trustworthinessOf } from '../../insight/projection/layout.ts';

/** Milliseconds between two looks at what there is so far. */
const reportInterval = 400;

// Makes one layout, and ends: the loop that trains is not held up by it. On Linux a priority is a thread's own.
if (process.platform === 'linux') setPriority(19);
let reportedAt = Date.now();
let latest: Float32Array | Float64Array | null = null;
for (const places of layOut(workerData as LayoutRequest)) {
  latest = places;
  if (Date.now() - reportedAt < reportInterval) continue;
  parentPort!.postMessage({ places: Float32Array.from(places), trust: null, done: false });
  reportedAt = Date.now();
}
const places = Float32Array.from(latest ?? []);
parentPort!.postMessage({
  places,
  trust: trustworthinessOf(workerData as LayoutRequest, places),
  done: true,
});
