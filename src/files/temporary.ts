import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { processState, thisProcess } from './process.ts';

/** Who made it, so that what a killed process left can be distinguished from what is being written. */
const pattern = /^\.convas-([0-9a-f]{8})-(\d+)-(\d*)-[0-9a-f]{16}\.tmp$/;

/** Milliseconds after which a temporary file is removed whose process cannot be asked: of another machine, say. */
const patience = 24 * 3600 * 1000;

/** A path beside `path` that no other call, process or machine uses. Short, for names have a limit of their own. */
export function temporaryBeside(path: string): string {
  const { pid, mark, place } = thisProcess();
  return join(dirname(path), `.convas-${place}-${pid}-${mark ?? ''}-${randomBytes(8).toString('hex')}.tmp`);
}

export const isTemporary = (name: string): boolean => pattern.test(name);

/** Whether the process that made it can no longer want it. */
async function isLeftOver(folder: string, name: string): Promise<boolean> {
  const [, place, pid, mark] = pattern.exec(name) ?? [];
  if (place === undefined) return false;
  const fate = processState({ pid: Number(pid), mark: mark || null, place });
  if (fate !== 'unknown') return fate === 'ended';
  return Date.now() - (await lstat(join(folder, name))).mtimeMs > patience;
}

/** Removes the temporary files and folders in a folder whose processes have ended. Never throws. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter(isTemporary);
  for (const name of names) {
    try {
      if (await isLeftOver(folder, name)) await rm(join(folder, name), { recursive: true, force: true });
    } catch {
      // Another process sweeps as well.
    }
  }
}

const sweptFolders = new Set<string>();

/** Sweeps a folder, once in the life of this process. */
export async function sweepOnce(folder: string): Promise<void> {
  if (sweptFolders.has(folder)) return;
  sweptFolders.add(folder);
  await sweepTemporaries(folder);
}
