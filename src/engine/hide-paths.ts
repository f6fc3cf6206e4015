import { homedir, tmpdir } from 'node:os';
import { dataFolder } from '../datasets/places.ts';
import type { Transport } from '../protocol/transport.ts';
import { cacheRoot } from '../provision/cache.ts';
import { convasHome } from './runs/home.ts';

/** Two names or more from the root of a disk, not part of an address. */
const absolute = /(?<![\w:/\\.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/"';:,()]+[\\/])+([^\s\\/"';:,()]+)/g;

/** Folders of this machine that sentences may name, the longest first. */
function roots(): string[] {
  const known = [convasHome(), cacheRoot(), dataFolder(), homedir(), tmpdir()];
  return known
    .filter((root) => root !== null)
    .filter((root) => root.length > 1)
    .sort((a, b) => b.length - a.length);
}

/** A sentence with the files it names, but not where on this machine they lie. */
export function hidePaths(text: string): string {
  let printed = text;
  for (const root of roots()) {
    for (const separator of ['/', '\\']) printed = printed.replaceAll(`${root}${separator}`, '');
  }
  return printed.replace(absolute, (_, name: string) => name);
}

/** Keys whose values are sentences for a person. */
const sentences = new Set(['message', 'reason']);

function hidePathsIn(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(hidePathsIn) : value;
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      sentences.has(key) && typeof held === 'string' ? hidePaths(held) : hidePathsIn(held),
    ]),
  );
}

/** The wire to a page: what the engine says on it names no place of this machine. */
export function hidePathsOn(transport: Transport): Transport {
  return { ...transport, send: (message) => transport.send(hidePathsIn(message)) };
}
