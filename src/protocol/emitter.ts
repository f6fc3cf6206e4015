import type { EventData, EventName } from './events.ts';

/** The engine's events before any transport: the engine emits, every connection listens. */
export interface Emitter {
  emit<N extends EventName>(name: N, data: EventData<N>): void;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
  onAny(listener: (name: EventName, data: unknown) => void): () => void;
}

type AnyListener = (data: never) => void;

export function createEmitter(): Emitter {
  const named = new Map<EventName, Set<AnyListener>>();
  const any = new Set<(name: EventName, data: unknown) => void>();
  return {
    emit(name, data) {
      // Copies, so that a listener may end its own subscription.
      for (const listener of [...(named.get(name) ?? [])]) (listener as (value: typeof data) => void)(data);
      for (const listener of [...any]) listener(name, data);
    },
    on(name, listener) {
      const listeners = named.get(name) ?? new Set();
      named.set(name, listeners);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onAny(listener) {
      any.add(listener);
      return () => any.delete(listener);
    },
  };
}
