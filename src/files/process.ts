import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, distinguished from every other one that ever had its number, on any machine. */
export interface ProcessId {
  readonly pid: number;
  /** What `processMark` says of it; null where the system does not say. */
  readonly mark: string | null;
  /** Where its number means something: see `placeOfProcess`. */
  readonly place: string;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux's own account of a process; null where there is none. */
function stat(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; the start is the 20th field after it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/**
 * What distinguishes a process from a later one that was given the same number: when it was started, in the system's own
 * count. Null where the system does not say, and of a process that has ended and was not collected by its parent.
 */
export function processMark(pid: number): string | null {
  const found = stat(pid);
  return found === null || found.state === 'Z' || found.state === 'X' ? null : found.started;
}

/** Whether that very process still runs. @param mark as `processMark` returned it; null where it is not known */
export function isStillRunning(pid: number, mark: string | null): boolean {
  if (!isAlive(pid)) return false;
  const found = stat(pid);
  if (found === null) return true;
  return found.state !== 'Z' && found.state !== 'X' && (mark === null || found.started === mark);
}

let place: string | null = null;

/**
 * Names the space of process numbers that this process lives in, in 8 hex digits: the machine, its boot, and on Linux
 * the PID namespace, so that two containers that share a folder do not take each other's numbers for their own.
 */
export function placeOfProcess(): string {
  place ??= createHash('sha256').update(spaceOfNumbers()).digest('hex').slice(0, 8);
  return place;
}

function spaceOfNumbers(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8') + readlinkSync('/proc/self/ns/pid');
  } catch {
    return hostname();
  }
}

export const thisProcess = (): ProcessId => ({
  pid: process.pid,
  mark: processMark(process.pid),
  place: placeOfProcess(),
});

/** What became of a process: unknown where its numbers mean nothing here, or where the system gives too little information. */
export function processState({ pid, mark, place: where }: ProcessId): 'runs' | 'ended' | 'unknown' {
  if (where !== placeOfProcess()) return 'unknown';
  if (!isStillRunning(pid, mark)) return 'ended';
  return mark === null ? 'unknown' : 'runs';
}
