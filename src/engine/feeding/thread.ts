import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { SplitHandle } from '../../datasets/dataset.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { type BatchPlan, countBatches, createAssembler } from './batch-plan.ts';
import { openRing, type RingMemory } from './ring.ts';

/** A course that the thread is to be ahead in. */
export interface BatchRequest {
  readonly split: SplitHandle;
  readonly preprocessing: Preprocessing;
  readonly batchPlan: BatchPlan;
  readonly memory: RingMemory;
}

/*
 * Makes the batches of all open courses, one of each in turn, as far as their rings have room; then sleeps until the
 * bell is rung: a course was sent or closed, or a batch returned. Ends when it is ended.
 */

const wakeSignal = workerData as Int32Array;
const open = new Set<{ readonly ring: ReturnType<typeof openRing>; advance(): boolean; close(): void }>();

function addRequest({ split, preprocessing, batchPlan, memory }: BatchRequest): void {
  const ring = openRing(memory);
  const assembler = createAssembler(split, preprocessing, batchPlan);
  const total = countBatches(batchPlan);
  open.add({
    ring,
    advance() {
      const at = ring.claimNext(total);
      if (at >= 0) ring.make(at, assembler.fill);
      return at >= 0;
    },
    close: () => assembler.close(),
  });
}

for (;;) {
  const rung = Atomics.load(wakeSignal, 0);
  for (let sent = receiveMessageOnPort(parentPort!); sent; sent = receiveMessageOnPort(parentPort!)) {
    addRequest(sent.message as BatchRequest);
  }
  let busy = false;
  for (const batchPlan of open) {
    if (batchPlan.ring.closed) {
      open.delete(batchPlan);
      batchPlan.close();
      batchPlan.ring.leave();
    } else busy = batchPlan.advance() || busy;
  }
  if (!busy) Atomics.wait(wakeSignal, 0, rung);
}
