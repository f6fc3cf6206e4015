import { readFileSync } from 'node:fs';

/** float32 numbers that one vector instruction of this processor works on, as far as the system tells. */
export function vectorLanes(): number {
  if (process.arch !== 'x64') return 4;
  try {
    return /^flags\b.*\bavx512f\b/m.test(readFileSync('/proc/cpuinfo', 'latin1')) ? 16 : 8;
  } catch {
    return 8;
  }
}
