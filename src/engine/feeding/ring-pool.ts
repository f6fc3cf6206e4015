import { allocateRing, type RingMemory, reclaim, type TargetSize } from './ring.ts';

/** Rings' memories: each epoch's validation takes what the last one's has left. */
export interface RingPool {
  take(slots: number, batchSize: number, exampleSize: number, targets: TargetSize): RingMemory;
  release(memory: RingMemory): void;
}

/** Memories that are kept. */
const maxPooled = 2;

export function createRingPool(): RingPool {
  let spare: readonly RingMemory[] = [];
  return {
    take(slots, batchSize, exampleSize, targets) {
      const found = spare.find(
        (memory) =>
          memory.slots === slots &&
          memory.batchSize === batchSize &&
          memory.exampleSize === exampleSize &&
          memory.targets.size === targets.size &&
          memory.targets.dtype === targets.dtype &&
          reclaim(memory),
      );
      spare = spare.filter((memory) => memory !== found);
      return found ?? allocateRing(slots, batchSize, exampleSize, targets);
    },
    release(memory) {
      spare = [memory, ...spare].slice(0, maxPooled);
    },
  };
}
