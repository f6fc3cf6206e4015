import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomicSync } from '../../files/atomic.ts';
import { type ProcessId, processState, thisProcess } from '../../files/process.ts';
import { sweepOnce } from '../../files/temporary.ts';

/**
 * Remembers what ended the process. A native call that crashes leaves no one to catch it; a note on disk, written
 * before and removed after, notifies the next process. What has run here before is trusted for longer: ends in a row are
 * then rather those of a process that was killed again and again as it began, and a run that goes on has to go on in
 * the way it began to give the same bits.
 */
export interface CrashGuard {
  /** Whether this ended the process several times in a row: once may have been a kill from outside. */
  forbids(what: string): boolean;
  /** Runs something that has not been run before. @param proves whether it has then shown that it works here */
  guard<T>(what: string, use: () => T, proves?: boolean): T;
}

/** For who runs nothing twice. */
export const noGuard: CrashGuard = { forbids: () => false, guard: (_what, use) => use() };

/** Ends in a row after which something is not tried again. */
const maxCrashes = { proven: 10, unproven: 2 };

/** Notes of what works that are kept. */
const most = 500;

/** `WHAT.begun-PLACE-PID-MARK`, of a process that has begun it, and `WHAT.proven`. */
const notePattern = /^(.+)\.begun-([0-9a-f]{8})-(\d+)-(\d*)$/;
const noteOf = (what: string, { pid, mark, place }: ProcessId): string =>
  `${what}.begun-${place}-${pid}-${mark ?? ''}`;

/**
 * Each process has notes of its own, empty files that say all in their names: several processes that share the folder
 * change none of each other's but those of processes that have ended, so that nothing has to be locked before a call
 * that cannot wait.
 * @param folder where the notes are
 * @param self who leaves them
 */
export function createCrashGuard(folder: string, self: ProcessId = thisProcess()): CrashGuard {
  const pathOf = (name: string): string => join(folder, name);
  const leave = (name: string): void => {
    try {
      mkdirSync(folder, { recursive: true });
      writeAtomicSync(pathOf(name), '');
      void sweepOnce(folder);
    } catch {
      // Without a note, as without this file: where the disk is full, a crash is not remembered.
    }
  };
  const names = (): string[] => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };
  /** The notes of processes that ended as they did it. */
  const ends = (what: string): string[] =>
    names().filter((name) => {
      const [, own, where, pid, mark] = notePattern.exec(name) ?? [];
      return (
        own === what && processState({ pid: Number(pid), mark: mark || null, place: where! }) === 'ended'
      );
    });
  const isProven = (what: string): boolean => existsSync(pathOf(`${what}.proven`));
  /** Makes room for one more: the oldest go. */
  const tidy = (): void => {
    const proven = names().filter((name) => name.endsWith('.proven'));
    if (proven.length <= most) return;
    const dated = proven.map((name) => ({ name, at: statSync(pathOf(name)).mtimeMs }));
    dated.sort((one, other) => other.at - one.at);
    for (const { name } of dated.slice(most)) rmSync(pathOf(name), { force: true });
  };
  const prove = (what: string): void => {
    leave(`${what}.proven`);
    try {
      tidy();
    } catch {
      // Another process tidies as well.
    }
  };
  return {
    forbids: (what) => ends(what).length >= (isProven(what) ? maxCrashes.proven : maxCrashes.unproven),
    guard(what, use, proves = false) {
      const own = noteOf(what, self);
      leave(own);
      let well = false;
      try {
        const result = use();
        well = true;
        return result;
      } finally {
        // It came back: the ends before it were not in a row with what comes.
        for (const name of [own, ...ends(what)]) rmSync(pathOf(name), { force: true });
        if (proves && well) prove(what);
      }
    },
  };
}
