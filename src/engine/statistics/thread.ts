import { parentPort, workerData } from 'node:worker_threads';
import type { SplitHandle } from '../../datasets/dataset.ts';
import { toldBy } from '../../files/errors.ts';
import { computeStatistics } from './compute.ts';

// Computes the statistics of one split, and ends: the loop that trains is not held up by it.
try {
  parentPort!.postMessage({ statistics: computeStatistics(workerData as SplitHandle) });
} catch (error) {
  parentPort!.postMessage({ error: toldBy(error) });
}
