import { cp, lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepOnce, temporaryBeside } from '../files/temporary.ts';

const parts = ['lib', 'deps'] as const;

/**
 * Makes the installed package `@tensorflow/tfjs-node` find the runtime in the cache: its `lib` and `deps` become
 * links to the cache's. Node resolves a link before it loads an addon, so the addon finds its libraries beside
 * itself in the cache. Where links are not allowed the files are copied.
 */
export async function linkRuntime(runtime: string, packageFolder: string): Promise<void> {
  for (const part of parts) {
    const target = join(runtime, part);
    const place = join(packageFolder, part);
    if ((await linkTarget(place)) === target) continue;
    const next = temporaryBeside(place);
    await sweepOnce(packageFolder);
    try {
      await symlink(target, next, process.platform === 'win32' ? 'junction' : 'dir');
    } catch {
      await mkdir(next, { recursive: true });
      await cp(target, next, { recursive: true });
    }
    await replace(place, next);
  }
}

/** A link can take the place of another link at once; a real folder has to go first. */
async function replace(place: string, next: string): Promise<void> {
  const existing = await lstat(place).catch(() => null);
  if (existing && (!existing.isSymbolicLink() || process.platform === 'win32')) {
    await rm(place, { recursive: true, force: true });
  }
  await rename(next, place);
}

async function linkTarget(place: string): Promise<string | null> {
  return readlink(place).catch(() => null);
}
