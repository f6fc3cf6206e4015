import type { CallName, CallParams, CallProgress, CallResult, EventData, EventName } from './protocol.ts';

/** A call under way. Rejects with `EngineError` on refusal, cancellation, or the engine's end. */
export interface Pending<T> extends Promise<T> {
  cancel(): void;
}

/** The engine as a face sees it, wherever it runs. */
export interface EngineClient {
  call<N extends CallName>(
    name: N,
    params: CallParams<N>,
    onProgress?: (progress: CallProgress<N>) => void,
  ): Pending<CallResult<N>>;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** A refusal in words that can be shown. `code`: `cancelled`, `closed`, `invalid`, `failed`, or a subject's own. */
export class EngineError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}
