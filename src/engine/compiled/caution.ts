import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../runs/process.ts';

/**
 * Remembers what ended the process. A native call that crashes leaves nobody to catch it; a note on disk, written
 * before and removed after, tells the next process.
 */
export interface Caution {
  /** Whether this ended the process twice in a row: once may have been a kill from outside. */
  forbids(what: string): boolean;
  /** Runs something that has not been run before. */
  guard<T>(what: string, use: () => T): T;
}

/** For who runs nothing twice. */
export const carefree: Caution = { forbids: () => false, guard: (_what, use) => use() };

const noteSchema = z.object({ pid: z.int(), begun: z.int() });

/** @param folder where the notes are; `what` names a file in it */
export function createCaution(folder: string): Caution {
  const fileOf = (what: string): string => join(folder, `${what}.json`);
  const read = (what: string): z.output<typeof noteSchema> | null => {
    try {
      return noteSchema.parse(JSON.parse(readFileSync(fileOf(what), 'utf8')));
    } catch {
      return null;
    }
  };
  return {
    forbids(what) {
      const note = read(what);
      return note !== null && note.begun >= 2 && (note.pid === process.pid || !isAlive(note.pid));
    },
    guard(what, use) {
      const file = fileOf(what);
      try {
        mkdirSync(folder, { recursive: true });
        const note = { pid: process.pid, begun: (read(what)?.begun ?? 0) + 1 };
        writeFileSync(file, JSON.stringify(note));
      } catch {
        // Without a note, as without this file: where the disk is full, a crash is not remembered.
      }
      try {
        return use();
      } finally {
        rmSync(file, { force: true });
      }
    },
  };
}
