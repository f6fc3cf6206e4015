import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { SplitHandle } from '../../datasets/dataset.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { batchesOf, type Course, createAssembler } from './course.ts';
import { openRing, type RingMemory } from './ring.ts';

/** A course that the thread is to be ahead in. */
export interface CourseOrder {
  readonly split: SplitHandle;
  readonly preprocessing: Preprocessing;
  readonly course: Course;
  readonly memory: RingMemory;
}

/*
 * Makes the batches of all open courses, one of each in turn, as far as their rings have room; then sleeps until the
 * bell is rung: a course was sent or closed, or a batch given back. Ends when it is ended.
 */

const bell = workerData as Int32Array;
const open = new Set<{ readonly ring: ReturnType<typeof openRing>; advance(): boolean; close(): void }>();

function enroll({ split, preprocessing, course, memory }: CourseOrder): void {
  const ring = openRing(memory);
  const assembler = createAssembler(split, preprocessing, course);
  const total = batchesOf(course);
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
  const rung = Atomics.load(bell, 0);
  for (let sent = receiveMessageOnPort(parentPort!); sent; sent = receiveMessageOnPort(parentPort!)) {
    enroll(sent.message as CourseOrder);
  }
  let busy = false;
  for (const course of open) {
    if (course.ring.closed) {
      open.delete(course);
      course.close();
      course.ring.leave();
    } else busy = course.advance() || busy;
  }
  if (!busy) Atomics.wait(bell, 0, rung);
}
