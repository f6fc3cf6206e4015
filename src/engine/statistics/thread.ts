import { parentPort, workerData } from 'node:worker_threads';
import { checkData } from '../../datasets/checks/check.ts';
import { freezeData } from '../../datasets/versions/freeze.ts';
import { explanationOf } from '../../files/errors.ts';
import { computeStatistics } from './compute.ts';
import type { ThreadWork } from './work.ts';

function answer(work: ThreadWork): unknown {
  if (work.name === 'statistics') return computeStatistics(work.split);
  const notify = (done: number, total: number): void => parentPort!.postMessage({ done, total });
  if (work.name === 'freeze') return freezeData(work.data, notify);
  return checkData(work.dataset, work.found, notify);
}

// Looks through some data, and ends: the loop that trains is not held up by it.
try {
  parentPort!.postMessage({ result: answer(workerData as ThreadWork) });
} catch (error) {
  parentPort!.postMessage({ error: explanationOf(error) });
}
