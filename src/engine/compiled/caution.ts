import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomicSync } from '../../files/atomic.ts';
import { isAlive } from '../../files/process.ts';
import { sweepOnce } from '../../files/temporary.ts';

/**
 * Remembers what ended the process. A native call that crashes leaves nobody to catch it; a note on disk, written
 * before and removed after, tells the next process. What has run here before is trusted for longer: ends in a row are
 * then rather those of a process that was killed again and again as it began, and a run that goes on has to go on in
 * the way it began to come to the same bits.
 */
export interface Caution {
  /** Whether this ended the process several times in a row: once may have been a kill from outside. */
  forbids(what: string): boolean;
  /** Runs something that has not been run before. @param proves whether it has then shown that it works here */
  guard<T>(what: string, use: () => T, proves?: boolean): T;
}

/** For who runs nothing twice. */
export const carefree: Caution = { forbids: () => false, guard: (_what, use) => use() };

const noteSchema = z.object({ pid: z.int(), begun: z.int(), proven: z.boolean().default(false) });
type Note = z.output<typeof noteSchema>;

/** Ends in a row after which something is not tried again. */
const endsOf = ({ proven }: Note): number => (proven ? 10 : 2);

/** Notes of what works that are kept. */
const most = 500;

/** @param folder where the notes are; `what` names a file in it */
export function createCaution(folder: string): Caution {
  const fileOf = (what: string): string => join(folder, `${what}.json`);
  const read = (what: string): Note | null => {
    try {
      return noteSchema.parse(JSON.parse(readFileSync(fileOf(what), 'utf8')));
    } catch {
      return null;
    }
  };
  const write = (what: string, note: Note): void => {
    try {
      mkdirSync(folder, { recursive: true });
      writeAtomicSync(fileOf(what), JSON.stringify(note));
      void sweepOnce(folder);
    } catch {
      // Without a note, as without this file: where the disk is full, a crash is not remembered.
    }
  };
  /** Makes room for one more: the oldest go. */
  const tidy = (): void => {
    const dated = readdirSync(folder).map((name) => {
      const path = join(folder, name);
      return { path, at: statSync(path).mtimeMs };
    });
    dated.sort((one, other) => other.at - one.at);
    for (const { path } of dated.slice(most)) rmSync(path, { force: true });
  };
  const prove = (what: string): void => {
    write(what, { pid: process.pid, begun: 0, proven: true });
    try {
      tidy();
    } catch {
      // Another process tidies as well.
    }
  };
  return {
    forbids(what) {
      const note = read(what);
      return note !== null && note.begun >= endsOf(note) && (note.pid === process.pid || !isAlive(note.pid));
    },
    guard(what, use, proves = false) {
      const before = read(what);
      const proven = before?.proven ?? false;
      write(what, { pid: process.pid, begun: (before?.begun ?? 0) + 1, proven });
      let well = false;
      try {
        const result = use();
        well = true;
        return result;
      } finally {
        if (proven) write(what, { pid: process.pid, begun: 0, proven });
        else if (proves && well) prove(what);
        else rmSync(fileOf(what), { force: true });
      }
    },
  };
}
