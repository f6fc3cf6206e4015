import { type Host, hostGlobal } from '../../src/protocol/host.ts';

/** The host that the preload of Convas's window exposes; null in a browser. */
export function electronHost(): Host | null {
  const exposed = (window as unknown as Record<string, unknown>)[hostGlobal];
  if (exposed === undefined) return null;
  const host = exposed as Host;
  return {
    ...host,
    // Before Electron 32 a file has its path as a property, and only here: what crosses over is a copy.
    pathOf: (file) => (file as { readonly path?: string }).path || (host.pathOf?.(file) ?? null),
  };
}
