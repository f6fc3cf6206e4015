import { totalmem } from 'node:os';

/** Bytes of memory that this machine has, or that this process may have of it (a container's limit). */
export function machineMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
