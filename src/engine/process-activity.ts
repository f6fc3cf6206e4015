import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readKernelFile } from '../files/read.ts';
import type { EngineActivity } from '../protocol/heartbeat.ts';

/** What the system says of a process at one moment. */
interface Sample {
  readonly state: 'stopped' | 'disk' | 'other';
  /** Of all its threads, so far; in milliseconds of processor time. */
  readonly used: number;
}

/** Linux counts processor time in hundredths of a second for programs, whatever it does itself. */
const tick = 10;
const run = promisify(execFile);

const stateOf = (letter: string, disk: string): Sample['state'] => {
  if (letter === 'T' || letter === 't') return 'stopped';
  return letter === disk ? 'disk' : 'other';
};

/** `PID (name) state ...`: the name may hold anything; state, utime and stime are fields 3, 14 and 15. */
export function parseProcStat(text: string): Sample {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const used = (Number(fields[11]) + Number(fields[12])) * tick;
  return { state: stateOf(fields[0] ?? '', 'D'), used };
}

/** `Ss+   1-02:03:04.05`, as `ps -o state=,cputime=` writes it. */
export function parsePs(text: string): Sample {
  const [letters = '', time = ''] = text.trim().split(/\s+/);
  const [clock = '', days = '0'] = time.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { state: stateOf(letters.charAt(0), 'U'), used: (Number(days) * 86_400 + seconds) * 1000 };
}

const samplers: Partial<Record<NodeJS.Platform, (pid: number) => Promise<Sample>>> = {
  linux: async (pid) => parseProcStat(readKernelFile(`/proc/${pid}/stat`)),
  darwin: async (pid) => parsePs((await run('ps', ['-o', 'state=,cputime=', '-p', String(pid)])).stdout),
  // A suspended process shows as idle there.
  win32: async (pid) => {
    const command = `(Get-Process -Id ${pid}).TotalProcessorTime.TotalMilliseconds`;
    const { stdout } = await run('powershell', ['-NoProfile', '-NonInteractive', '-Command', command]);
    return { state: 'other', used: Number(stdout.trim().replace(',', '.')) };
  },
};

/** Of the time looked at, how much of one processor is more than a loop that only waits. */
const share = 0.05;

/**
 * What a process does, seen from outside for a moment: for its host, when it does not answer.
 * @param moment milliseconds
 * @returns `unknown` where the system does not tell
 */
export async function processActivity(pid: number, moment = 1000): Promise<EngineActivity> {
  const sample = samplers[process.platform];
  if (!sample) return 'unknown';
  try {
    const before = await sample(pid);
    await new Promise((resolve) => setTimeout(resolve, moment));
    const after = await sample(pid);
    if (after.state === 'stopped') return 'stopped';
    const used = after.used - before.used;
    if (Number.isNaN(used)) return 'unknown';
    const onDisk = before.state === 'disk' && after.state === 'disk';
    return used >= share * moment || onDisk ? 'computing' : 'idle';
  } catch {
    return 'unknown';
  }
}
