import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HealthRow, healthRow } from '../../protocol/health.ts';
import { writeAtomic } from './files.ts';

/** One row a line, as JSON, in a run's folder. */
export const healthFile = 'health.jsonl';

const textIn = (folder: string): Promise<string> =>
  readFile(join(folder, healthFile), 'utf8').catch(() => '');

/** The rows of a run, oldest first; none where there are none. A line that was cut off is left out. */
export const readHealth = async (folder: string): Promise<HealthRow[]> => rowsOf(await textIn(folder));

function rowsOf(text: string): HealthRow[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [healthRow.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** The rows of the run that trains: at hand here, and written as they come. */
export interface HealthBook {
  readonly rows: readonly HealthRow[];
  add(row: HealthRow): void;
  /** Resolves when all rows are written, or their failure has been told. */
  settled(): Promise<void>;
}

/**
 * Opens a run's rows to go on with.
 * @param steps taken before; rows of later ones belong to what was lost
 * @param onFailure told once when a row could not be written; training goes on
 */
export async function openHealthBook(
  folder: string,
  steps: number,
  onFailure: (message: string) => void,
): Promise<HealthBook> {
  const before = await textIn(folder);
  const rows = rowsOf(before).filter(({ step }) => step <= steps);
  const file = join(folder, healthFile);
  let failed = false;
  const guard = async (write: () => Promise<void>): Promise<void> => {
    if (failed) return;
    try {
      await write();
    } catch (error) {
      failed = true;
      onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const line = (row: HealthRow): string => `${JSON.stringify(row)}\n`;
  const standing = rows.map(line).join('');
  // One that was cut off before its first checkpoint begins again, its rows too.
  let writing = before === standing ? Promise.resolve() : guard(() => writeAtomic(file, standing));
  return {
    rows,
    settled: () => writing,
    add(row) {
      rows.push(row);
      writing = writing.then(() => guard(() => appendFile(file, line(row))));
    },
  };
}
