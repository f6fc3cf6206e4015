import { rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Moves of one folder's files at a time. */
const together = 32;

/** Gives a file or folder another name on the same file system: in one step, in the place of a file that has it. */
export const move = (from: string, to: string): Promise<void> => rename(from, to);

/** Moves files of those names from one folder into another. */
export async function moveAll(from: string, to: string, names: readonly string[]): Promise<void> {
  for (let at = 0; at < names.length; at += together) {
    await Promise.all(names.slice(at, at + together).map((name) => rename(join(from, name), join(to, name))));
  }
}
