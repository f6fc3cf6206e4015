import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { temporaryBeside } from './temporary.ts';

/**
 * Puts a copy of a file in the place of another, whole or not at all, with its permissions. It is there after this process
 * ends, but not for sure after the power fails.
 */
export function copyAtomicSync(from: string, to: string): void {
  const temporary = temporaryBeside(to);
  try {
    copyFileSync(from, temporary);
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
