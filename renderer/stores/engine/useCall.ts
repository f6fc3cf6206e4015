import { useEffect, useRef, useState } from 'react';
import { EngineError, type Pending } from '../../../src/protocol/client.ts';
import type { CallName, CallParams, CallProgress, CallResult } from '../../../src/protocol/protocol.ts';
import { explain } from '../../../src/text/text-error.ts';
import { useEngine } from './engineStore.ts';

/** A question to the engine, as a view sees it. `value` is the last answer: kept while the next is awaited. */
export interface Answer<N extends CallName> {
  readonly state: 'idle' | 'busy' | 'ready' | 'failed';
  readonly value: CallResult<N> | null;
  readonly progress: CallProgress<N> | null;
  /** In words; empty unless failed. */
  readonly error: string;
  /** Of the error, as the protocol has it; empty unless failed. */
  readonly code: string;
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
 * Asks the engine whenever `params` (compared by identity: memoize them) changes; null asks nothing. The latest
 * question wins: an older one under way is canceled and its answer thrown away. A new `revision` is no new question:
 * it is asked again once the answer under way is there, so that answers slower than revisions come to be seen.
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
    code: '',
  });
  const refresh = useRef<() => void>(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries asks again
  useEffect(() => {
    refresh.current = () => undefined;
    if (!client || params === null) {
      setAnswer((before) => ({ ...before, state: 'idle', error: '', code: '' }));
      return;
    }
    let current = true;
    let pending: Pending<CallResult<N>> | null = null;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const settled = (next: (before: Omit<Answer<N>, 'retry'>) => Omit<Answer<N>, 'retry'>): void => {
      if (!current) return;
      pending = null;
      setAnswer(next);
      if (again) askSoon();
    };
    const ask = (): void => {
      timer = null;
      again = false;
      pending = client.call(name, params, (progress) => {
        if (current) setAnswer((before) => ({ ...before, progress }));
      });
      pending.then(
        (value) => settled(() => ({ state: 'ready', value, progress: null, error: '', code: '' })),
        (error: unknown) => {
          if (error instanceof EngineError && error.code === 'canceled') return;
          const words = explain(error);
          const code = error instanceof EngineError ? error.code : '';
          settled((before) => ({ ...before, state: 'failed', progress: null, error: words, code }));
        },
      );
    };
    const askSoon = (): void => {
      if (pending || timer !== null) {
        again = pending !== null;
        return;
      }
      setAnswer((before) => ({ ...before, state: 'busy', error: '', code: '' }));
      if (debounce > 0) timer = setTimeout(ask, debounce);
      else ask();
    };
    refresh.current = askSoon;
    askSoon();
    return () => {
      current = false;
      if (timer !== null) clearTimeout(timer);
      pending?.cancel();
    };
  }, [client, name, params, debounce, tries]);
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    refresh.current();
  }, [revision]);
  return { ...answer, retry };
}
