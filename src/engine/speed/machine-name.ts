import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { machineMemory } from '../machine-memory.ts';

/** Raised where what was measured with earlier probes is no longer comparable. */
const probesVersion = 5;

/** A name for this machine as far as its speed goes: another processor, or more memory, is another. */
export function machineName(): string {
  const all = cpus();
  const known = [
    process.platform,
    process.arch,
    all[0]?.model ?? '',
    all.length,
    machineMemory(),
    probesVersion,
  ];
  return createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16);
}
