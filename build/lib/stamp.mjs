import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist, inRoot } from './root.mjs';

const isTest = /\.test\.tsx?$/;

/** Files under a path relative to the root, or the path itself; tests are left out, they are not built. */
function* filesUnder(path) {
  const stat = statSync(inRoot(path), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    yield [path, stat];
    return;
  }
  for (const entry of readdirSync(inRoot(path)).sort()) {
    if (!isTest.test(entry)) yield* filesUnder(join(path, entry));
  }
}

/** A digest over names, lengths and times of change of everything that a target is made from. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const [name, { mtimeMs, size }] of filesUnder(path)) hash.update(`${name}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

const stampFile = (target) => join(dist, '.stamps', target.name);

/** True where the target was built from exactly what lies there now, and its outputs still exist. */
export function isFresh(target) {
  try {
    if (readFileSync(stampFile(target), 'utf8') !== fingerprint(target.inputs)) return false;
  } catch {
    return false;
  }
  return target.outputs.every((output) => statSync(join(dist, output), { throwIfNoEntry: false }));
}

/** `print` was taken before the build began, so that an edit during the build makes it stale. */
export async function stamp(target, print) {
  await mkdir(join(dist, '.stamps'), { recursive: true });
  await writeFile(stampFile(target), print);
}
