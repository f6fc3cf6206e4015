import { useEffect, useRef, useState } from 'react';
import { EngineError } from '../../src/protocol/client.ts';
import type { CallName, CallParams, CallProgress, CallResult } from '../../src/protocol/protocol.ts';
import { useEngine } from './engineStore.ts';

/** A question to the engine, as a view sees it. `value` is the last answer: kept while the next is awaited. */
export interface Answer<N extends CallName> {
  readonly state: 'idle' | 'busy' | 'ready' | 'failed';
  readonly value: CallResult<N> | null;
  readonly progress: CallProgress<N> | null;
  /** In words; empty unless failed. */
  readonly error: string;
  /** Asks again. */
  readonly retry: () => void;
}

interface Options {
  /** Milliseconds to wait for the parameters to come to rest. */
  readonly debounce?: number;
  /** Ask again when this changes, though the parameters are the same. */
  readonly revision?: unknown;
}

/**
 * Asks the engine whenever `params` (compared by identity: memoise them) changes; null asks nothing. The latest
 * question wins: an older one under way is cancelled and its answer thrown away.
 */
export function useCall<N extends CallName>(
  name: N,
  params: CallParams<N> | null,
  { debounce = 0, revision }: Options = {},
): Answer<N> {
  const client = useEngine((state) => state.client);
  const [tries, setTries] = useState(0);
  const retry = useRef(() => setTries((count) => count + 1)).current;
  const [answer, setAnswer] = useState<Omit<Answer<N>, 'retry'>>({
    state: 'idle',
    value: null,
    progress: null,
    error: '',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries and revision ask again
  useEffect(() => {
    if (!client || params === null) {
      setAnswer((before) => ({ ...before, state: 'idle', error: '' }));
      return;
    }
    let current = true;
    let end = (): void => undefined;
    const ask = (): void => {
      const pending = client.call(name, params, (progress) => {
        if (current) setAnswer((before) => ({ ...before, progress }));
      });
      end = () => pending.cancel();
      pending.then(
        (value) => {
          if (current) setAnswer({ state: 'ready', value, progress: null, error: '' });
        },
        (error: unknown) => {
          if (!current || (error instanceof EngineError && error.code === 'cancelled')) return;
          const words = error instanceof Error ? error.message : String(error);
          setAnswer((before) => ({ ...before, state: 'failed', progress: null, error: words }));
        },
      );
    };
    setAnswer((before) => ({ ...before, state: 'busy', error: '' }));
    const timer = debounce > 0 ? setTimeout(ask, debounce) : null;
    if (timer === null) ask();
    return () => {
      current = false;
      if (timer !== null) clearTimeout(timer);
      end();
    };
  }, [client, name, params, debounce, revision, tries]);
  return { ...answer, retry };
}
