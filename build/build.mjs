// Builds what is stale: `node build/build.mjs [TARGET...]`, all targets when none is named.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { orEnd } from './lib/end.mjs';
import { print } from './lib/printable.mjs';
import { dist } from './lib/root.mjs';
import { fingerprint, isFresh, stamp } from './lib/stamp.mjs';
import { targets } from './lib/targets.mjs';

/**
 * Builds those of the named targets that are stale; one process at a time, the others wait and find it done.
 * @param {(keyof typeof targets)[]} names
 * @param {(built: { target: string, seconds: number }) => void} tell
 */
export async function ensureBuilt(names, notify = () => {}) {
  if (names.every((name) => isFresh(targets[name]))) return;
  const { lock } = await import('proper-lockfile');
  await mkdir(dist, { recursive: true });
  const release = await lock(dist, {
    lockfilePath: join(dist, '.lock'),
    stale: 15_000,
    update: 3_000,
    retries: { retries: 1200, factor: 1, minTimeout: 250, maxTimeout: 250 },
  });
  try {
    for (const name of names) await buildIfStale(targets[name], notify);
  } finally {
    await release();
  }
}

/** For developers. */
export const printBuilt = ({ target, seconds }) => print(`built ${target} in ${seconds.toFixed(1)} s`);

async function buildIfStale(target, notify) {
  if (isFresh(target)) return;
  const start = performance.now();
  const print = fingerprint(target.inputs);
  try {
    await target.build();
  } catch (error) {
    throw new Error(`${target.name} could not be built: ${error.message}`, { cause: error });
  }
  await stamp(target, print);
  notify({ target: target.name, seconds: (performance.now() - start) / 1000 });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(targets, name));
  if (unknown.length > 0) {
    print(`unknown target: ${unknown.join(', ')}; there are ${Object.keys(targets).join(', ')}`);
    process.exit(2);
  }
  await orEnd(() => ensureBuilt(named.length > 0 ? named : Object.keys(targets), printBuilt));
}
