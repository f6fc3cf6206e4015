import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomicSync } from '../../src/files/atomic.ts';
import { copyAtomicSync } from '../../src/files/copy.ts';
import { readTextSync } from '../../src/files/read.ts';

const recordSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Where the program was that was replaced. */
  program: z.string(),
  /** Starts of the new version whose page did not come up. */
  starts: z.int().min(0),
  state: z.enum(['installing', 'rolledBack', 'announced']),
});
type UpdateRecord = z.output<typeof recordSchema>;

/** So many starts of a new version may end before its page is there. */
const patience = 2;

/**
 * Keeps the program that an update replaces until the new one has shown its page, and puts it back where that does not
 * happen, or where installing failed. Synchronous: it acts before anything else of the app does, and as it ends.
 */
export class Rollback {
  private readonly folder: string;
  private readonly file: string;
  private readonly previous: string;

  /** @param folder of the app's own state */
  constructor(folder: string) {
    this.folder = folder;
    this.file = join(folder, 'update.json');
    this.previous = join(folder, 'previous-program');
  }

  /**
   * Before an update is installed: keeps the program that it replaces.
   * @throws the file system's errors; nothing may be installed then
   */
  prepare(from: string, to: string, program: string): void {
    mkdirSync(this.folder, { recursive: true });
    rmSync(this.previous, { force: true });
    try {
      // The installer removes the name and makes another file: a second name keeps the bytes.
      linkSync(program, this.previous);
    } catch {
      copyFileSync(program, this.previous);
    }
    this.write({ from, to, program, starts: 0, state: 'installing' });
  }

  /**
   * As the app starts.
   * @param program the file that was started, where it is one that is replaced whole
   * @returns the program to start in the place of this one, where this one did not come up twice; null: go on
   */
  started(version: string, program: string | undefined): string | null {
    const record = this.read();
    if (record?.state !== 'installing') return null;
    if (version !== record.to) {
      // Nothing was installed, or something else since.
      this.rollBack(version === record.from ? record : null, undefined);
      return null;
    }
    if (record.starts < patience) {
      this.write({ ...record, starts: record.starts + 1 });
      return null;
    }
    return this.rollBack(record, program) ? record.program : null;
  }

  /** The page is there: what was replaced is no longer needed. */
  settled(version: string): void {
    const record = this.read();
    if (record?.state !== 'installing' || record.to !== version) return;
    rmSync(this.file, { force: true });
    rmSync(this.previous, { force: true });
  }

  /** Installing failed: the program is what it was. */
  undo(): void {
    this.rollBack(this.read(), undefined);
  }

  /** The version that was rolled back; null where the latest update was not. */
  rolledBack(): string | null {
    const record = this.read();
    return record === null || record.state === 'installing' ? null : record.to;
  }

  /** The same, the first time that it is asked for after that happened; null from then on. */
  announce(): string | null {
    const record = this.read();
    if (record?.state !== 'rolledBack') return null;
    this.write({ ...record, state: 'announced' });
    return record.to;
  }

  /** @returns whether the program is there as it was */
  private rollBack(record: UpdateRecord | null, failed: string | undefined): boolean {
    if (record === null) {
      rmSync(this.file, { force: true });
      rmSync(this.previous, { force: true });
      return false;
    }
    if (existsSync(this.previous)) {
      copyAtomicSync(this.previous, record.program);
      rmSync(this.previous, { force: true });
    }
    if (failed !== undefined && failed !== record.program) rmSync(failed, { force: true });
    this.write({ ...record, state: 'rolledBack' });
    return existsSync(record.program);
  }

  private read(): UpdateRecord | null {
    try {
      return recordSchema.parse(JSON.parse(readTextSync(this.file)));
    } catch {
      return null;
    }
  }

  private write(record: UpdateRecord): void {
    writeAtomicSync(this.file, `${JSON.stringify(record)}\n`);
  }
}
