import { type Host, hostGlobal } from '../../src/protocol/host.ts';

/** The host that the preload of Convas's window exposes; null in a browser. */
export function electronHost(): Host | null {
  const exposed = (window as unknown as Record<string, unknown>)[hostGlobal];
  return exposed === undefined ? null : (exposed as Host);
}
