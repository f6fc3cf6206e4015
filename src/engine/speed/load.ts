import { cpus } from 'node:os';
import { readKernelFile } from '../../files/read.ts';

/** Of all threads of this process, since it began. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What was computed on a machine beside what was measured, as shares of all that its processors could have done. */
export interface Load {
  /** By other programs. */
  readonly others: number;
  /** By other virtual machines on the same processors, as far as the system says; 0 where it does not. */
  readonly stolen: number;
}

/** Beyond this share a measurement is disturbed. */
export const busyShare = 0.1;

export const isBusy = ({ others, stolen }: Load): boolean => others + stolen > busyShare;

/** All processors together since the system began, in seconds. */
export interface MachineTimes {
  readonly used: number;
  readonly stolen: number;
  readonly processors: number;
}

/** Clock ticks a second in `/proc/stat`; `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const ticks = 100;

function stealSeconds(): number {
  try {
    // cpu user nice system idle iowait irq softirq steal
    const fields = readKernelFile('/proc/stat').split('\n')[0]!.trim().split(/\s+/);
    return Number(fields[8] ?? 0) / ticks;
  } catch {
    return 0;
  }
}

export function machineTimes(): MachineTimes {
  const all = cpus();
  const used = all.reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
  return { used: used / 1000, stolen: stealSeconds(), processors: all.length };
}

interface LoadParts {
  /** Processor seconds of what is measured, so far: this process and its children. */
  readonly own: () => number;
  readonly times?: () => MachineTimes;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Watches a machine from now on. @returns a function for the load since then */
export function watchLoad({
  own,
  times = machineTimes,
  now = () => performance.now(),
}: LoadParts): () => Load {
  const start = { times: times(), own: own(), at: now() };
  return () => {
    const end = times();
    const could = ((now() - start.at) / 1000) * end.processors;
    if (could <= 0) return { others: 0, stolen: 0 };
    const share = (seconds: number): number => Math.min(1, Math.max(0, seconds / could));
    return {
      others: share(end.used - start.times.used - (own() - start.own)),
      stolen: share(end.stolen - start.times.stolen),
    };
  };
}
