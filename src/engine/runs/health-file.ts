import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WriteOptions } from '../../files/atomic.ts';
import { readText } from '../../files/read.ts';
import { type HealthRow, healthRow } from '../../protocol/health.ts';
import type { Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { writeAtomic, writeError } from './files.ts';

/** One row a line, as JSON, in a run's folder. */
export const healthFile = 'health.jsonl';

/** The rows of a run, oldest first; none where there are none. A line that was cut off is left out. */
export async function readHealth(folder: string): Promise<HealthRow[]> {
  const text = await readText(join(folder, healthFile)).catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [healthRow.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** The rows of the run that trains: at hand here, and written as they come. */
export interface HealthLog {
  readonly rows: readonly HealthRow[];
  add(row: HealthRow): void;
  /** Resolves when all rows are written, or their failure has been reported. */
  settled(): Promise<void>;
}

/**
 * Opens a run's rows to continue with.
 * @param steps taken before; rows of later ones belong to what was lost
 * @param onTrouble called when rows can no longer be written, in words, and when they are again, with an empty text;
 *   training goes on
 * @param claim of the run, asked before each write
 */
export async function openHealthLog(
  folder: string,
  steps: number,
  onTrouble: (message: Text) => void,
  claim: WriteOptions = {},
): Promise<HealthLog> {
  const rows = (await readHealth(folder)).filter(({ step }) => step <= steps);
  const file = join(folder, healthFile);
  const lines = (some: readonly HealthRow[]): string =>
    some.map((row) => `${JSON.stringify(row)}\n`).join('');
  const append = async (text: string): Promise<void> => {
    await claim.beforeCommit?.();
    await appendFile(file, text).catch((error: unknown) => Promise.reject(writeError(file, error)));
  };
  /** Rows in the file; none counts after a failure, for its last line may be half a line. */
  let written = 0;
  let failed = false;
  const writeRest = async (): Promise<void> => {
    const rest = rows.slice(written);
    if (rest.length === 0) return;
    const from = written;
    try {
      if (from === 0) await writeAtomic(file, lines(rest), claim);
      else await append(lines(rest));
      written = from + rest.length;
      if (failed) onTrouble('');
      failed = false;
    } catch (error) {
      written = 0;
      if (!failed) onTrouble(textOf(error));
      failed = true;
    }
  };
  let writing = writeRest();
  return {
    rows,
    settled: () => writing,
    add(row) {
      rows.push(row);
      writing = writing.then(writeRest);
    },
  };
}
