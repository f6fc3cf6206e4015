import { message, type Text } from '../text/message.ts';
import type { Transport } from './transport.ts';

/** A message as the other side would get it over a real wire: nothing shared. */
function copied(value: unknown): unknown {
  if (value instanceof Uint8Array || value instanceof Float32Array) return value.slice();
  if (Array.isArray(value)) return value.map(copied);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copied(entry)]));
  }
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new Error(`a ${typeof value} cannot be sent`);
  }
  return value;
}

/**
 * A wire inside one process, its two ends: what one sends, the other gets a copy of, in order, never before
 * `send` has returned. Messages sent before there is a listener are kept for it.
 */
export function createPair(): readonly [Transport, Transport] {
  let closed = false;
  const ends = [createEnd(), createEnd()] as const;

  function createEnd() {
    let listener: ((message: unknown) => void) | null = null;
    const early: unknown[] = [];
    const closeListeners: ((reason: Text) => void)[] = [];
    return {
      receive(received: unknown): void {
        if (listener) listener(received);
        else early.push(received);
      },
      listen(next: (message: unknown) => void): void {
        listener = next;
        for (const received of early.splice(0)) next(received);
      },
      closeListeners,
    };
  }

  const transport = (own: 0 | 1): Transport => {
    const here = ends[own];
    const there = ends[own === 0 ? 1 : 0];
    return {
      send(sent) {
        if (closed) return;
        const copy = copied(sent);
        Promise.resolve().then(() => {
          if (!closed) there.receive(copy);
        });
      },
      onMessage: (listener) => here.listen(listener),
      onClose: (listener) => here.closeListeners.push(listener),
      close() {
        if (closed) return;
        closed = true;
        for (const listener of there.closeListeners) listener(message('protocol.other-side-closed'));
      },
    };
  };
  return [transport(0), transport(1)];
}
