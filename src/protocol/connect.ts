import type { z } from 'zod';
import { describeIssue } from '../document/values.ts';
import { message, type Text } from '../text/message.ts';
import { type EngineClient, EngineError, type Pending } from './client.ts';
import { type Request, replySchema } from './envelope.ts';
import { type EventData, type EventName, events } from './events.ts';
import { type CallName, type CallParams, type CallProgress, type CallResult, calls } from './protocol.ts';
import type { Transport } from './transport.ts';

interface PendingCall {
  readonly name: CallName;
  resolve(value: unknown): void;
  reject(error: EngineError): void;
  progress(value: unknown): void;
}

const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);

/**
 * The engine at the other end of a wire. All that arrives is checked against the protocol: a malformed result
 * rejects its call with `invalid`, a malformed event or message is dropped. When the wire closes, what was
 * pending rejects with `closed` and the reason.
 */
export function createClient(transport: Transport): EngineClient {
  const waiting = new Map<number, PendingCall>();
  const listeners = new Map<EventName, Set<(data: never) => void>>();
  const closeListeners = new Set<(reason: Text) => void>();
  let lastId = 0;
  let closed: Text | null = null;

  const take = (id: number): PendingCall | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };

  const end = (reason: Text): void => {
    if (closed !== null) return;
    closed = reason;
    for (const { reject } of waiting.values()) reject(new EngineError('closed', reason));
    waiting.clear();
    for (const listener of closeListeners) listener(reason);
  };

  const settle = (id: number, value: unknown): void => {
    const call = take(id);
    if (!call) return;
    const parsed = calls[call.name].result.safeParse(value);
    if (parsed.success) call.resolve(parsed.data);
    else
      call.reject(
        new EngineError(
          'invalid',
          message('protocol.invalid-answer', {
            call: call.name,
            wrong: describeIssue(parsed.error.issues[0]!, value),
          }),
        ),
      );
  };

  const report = (id: number, value: unknown): void => {
    const call = waiting.get(id);
    if (!call) return;
    const declared: { params: z.ZodType; progress?: z.ZodType } = calls[call.name];
    const parsed = declared.progress?.safeParse(value);
    if (parsed?.success) call.progress(parsed.data);
  };

  const publish = (name: string, data: unknown): void => {
    if (!isEvent(name)) return;
    const parsed = events[name].safeParse(data);
    if (!parsed.success) return;
    for (const listener of [...(listeners.get(name) ?? [])]) {
      (listener as (value: unknown) => void)(parsed.data);
    }
  };

  transport.onMessage((message) => {
    const parsed = replySchema.safeParse(message);
    if (!parsed.success) return;
    const reply = parsed.data;
    if (reply.type === 'result') settle(reply.id, reply.value);
    else if (reply.type === 'error') take(reply.id)?.reject(new EngineError(reply.code, reply.message));
    else if (reply.type === 'progress') report(reply.id, reply.value);
    else publish(reply.name, reply.data);
  });
  transport.onClose(end);

  const send = (request: Request): void => transport.send(request);

  return {
    call<N extends CallName>(
      name: N,
      params: CallParams<N>,
      onProgress?: (progress: CallProgress<N>) => void,
    ): Pending<CallResult<N>> {
      lastId += 1;
      const id = lastId;
      const promise = new Promise<CallResult<N>>((resolve, reject) => {
        if (closed !== null) {
          reject(new EngineError('closed', closed));
          return;
        }
        waiting.set(id, {
          name,
          resolve: resolve as (value: unknown) => void,
          reject,
          progress: (value) => onProgress?.(value as CallProgress<N>),
        });
        send({ type: 'call', id, name, params });
      });
      return Object.assign(promise, {
        cancel() {
          const call = take(id);
          if (!call) return;
          if (closed === null) send({ type: 'cancel', id });
          call.reject(new EngineError('canceled', message('protocol.canceled', { call: name })));
        },
      });
    },
    on<N extends EventName>(name: N, listener: (data: EventData<N>) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => {
        set.delete(listener);
      };
    },
    onClose(listener) {
      if (closed !== null) listener(closed);
      else closeListeners.add(listener);
    },
    close() {
      end('closed');
      transport.close();
    },
  };
}
