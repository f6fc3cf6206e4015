import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * What tells a process from a later one that was given the same number: when it was started, in the system's own
 * count. Null where the system does not say.
 */
export function processMark(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; the start is the 20th field after it.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Whether that very process still runs. @param mark what `processMark` said of it; null where it is not known */
export function stillRuns(pid: number, mark: string | null): boolean {
  if (!isAlive(pid)) return false;
  const now = processMark(pid);
  return mark === null || now === null || now === mark;
}
