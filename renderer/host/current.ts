import type { Host } from '../../src/protocol/host.ts';

let current: Host | null = null;

/** Chooses the host for this page; once, before anything renders. */
export function installHost(next: Host): void {
  current = next;
}

/** The host of this page: the Electron window, a browser, or a test. */
export function host(): Host {
  if (!current) throw new Error('No host: installHost comes first.');
  return current;
}
