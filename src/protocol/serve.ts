import type { z } from 'zod';
import { describeIssue } from '../document/values.ts';
import { message, sentence, type Text } from '../text/message.ts';
import { textSchema } from '../text/schema.ts';
import { textOf } from '../text/text-error.ts';
import { EngineError } from './client.ts';
import type { Emitter } from './emitter.ts';
import { type Reply, requestSchema } from './envelope.ts';
import { events } from './events.ts';
import { type CallName, type CallProgress, type CallResult, type Calls, calls } from './protocol.ts';
import type { Transport } from './transport.ts';

/** What a handler knows of the call it answers. */
export interface CallContext<N extends CallName> {
  progress(progress: CallProgress<N>): void;
  /** True once the caller has canceled or is gone: for loops that look. */
  canceled(): boolean;
  /** Called once when that happens; at once if it has. */
  onCancel(listener: () => void): void;
}

/** Parameters after validation, defaults filled in. */
export type ParsedParams<N extends CallName> = z.output<Calls[N]['params']>;

export type Handlers = {
  readonly [N in CallName]: (
    params: ParsedParams<N>,
    context: CallContext<N>,
  ) => CallResult<N> | Promise<CallResult<N>>;
};

type AnyHandler = (params: unknown, context: CallContext<CallName>) => unknown;

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name);

/** What cannot be sent as a message, a value that JSON lacks, is sent as the English sentence: the caller hears of it. */
function refusal(error: unknown): { code: string; message: Text } {
  const detail = textOf(error);
  return {
    code: error instanceof EngineError ? error.code : 'failed',
    message: textSchema.safeParse(detail).success ? detail : sentence(detail, 'en'),
  };
}

/** A listener's own trouble is not that of who cancels, nor of the other listeners. */
function callSafely(listener: () => void): void {
  try {
    listener();
  } catch {
    // What it was to end continues without anybody to read it.
  }
}

/**
 * Answers one connection. Parameters are validated before a handler sees them; a handler's error becomes the
 * caller's `EngineError`, with its code if it is one, else `failed`. A connection that closes cancels what it
 * had asked for. Returns the function that ends the service and closes the wire.
 */
export function serve(transport: Transport, handlers: Handlers, emitter: Emitter): () => void {
  const running = new Map<number, () => void>();
  let open = true;

  /**
   * Whether it went out. A message that this wire cannot carry must not end what it reports: the training, where it
   * is an event.
   */
  const send = (reply: Reply): boolean => {
    try {
      if (open) transport.send(reply);
      return true;
    } catch {
      return false;
    }
  };

  const answer = async (id: number, name: CallName, input: unknown): Promise<void> => {
    const params = calls[name].params.safeParse(input);
    if (!params.success)
      throw new EngineError(
        'invalid',
        message('protocol.invalid-call', {
          call: name,
          wrong: describeIssue(params.error.issues[0]!, input),
        }),
      );
    let canceled = false;
    const listeners = new Set<() => void>();
    running.set(id, () => {
      canceled = true;
      running.delete(id);
      for (const listener of listeners) callSafely(listener);
      listeners.clear();
    });
    try {
      const outcome = (handlers[name] as AnyHandler)(params.data, {
        progress: (progress) => {
          if (!canceled) send({ type: 'progress', id, value: progress });
        },
        canceled: () => canceled,
        onCancel: (listener) => {
          if (canceled) callSafely(listener);
          else listeners.add(listener);
        },
      });
      // What is known at once is answered at once: no event may come between a state and the answer that reports it.
      const value = outcome instanceof Promise ? await outcome : outcome;
      if (!canceled && !send({ type: 'result', id, value })) {
        throw new EngineError('failed', message('protocol.answer-too-large', { call: name }));
      }
    } catch (error) {
      if (!canceled) throw error;
    } finally {
      if (!canceled) running.delete(id);
    }
  };

  transport.onMessage((received) => {
    const request = requestSchema.safeParse(received);
    if (!request.success) return;
    const { data } = request;
    if (data.type === 'cancel') {
      running.get(data.id)?.();
      return;
    }
    const { id, name } = data;
    // An id in use would let one call's answer pass for another's.
    if (running.has(id))
      send({ type: 'error', id, code: 'invalid', message: message('protocol.call-running', { id }) });
    else if (!isCall(name))
      send({ type: 'error', id, code: 'invalid', message: message('protocol.no-call', { call: name }) });
    else answer(id, name, data.params).catch((error) => send({ type: 'error', id, ...refusal(error) }));
  });

  const unsubscribe = emitter.onAny((name, data) => {
    // Checked here as well, so that a wrong event fails where it was made, not where it would be dropped.
    events[name].parse(data);
    send({ type: 'event', name, data });
  });

  const end = (): void => {
    if (!open) return;
    open = false;
    unsubscribe();
    for (const cancel of [...running.values()]) cancel();
  };
  transport.onClose(end);
  return () => {
    end();
    transport.close();
  };
}
