import type { Text } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { EventData, EventName } from './events.ts';
import type { CallName, CallParams, CallProgress, CallResult } from './protocol.ts';

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
  onClose(listener: (reason: Text) => void): void;
  close(): void;
}

/** A refusal that can be shown. `code`: `canceled`, `closed`, `invalid`, `failed`, or a subject's own. */
export class EngineError extends TextError {
  override readonly name = 'EngineError';
  readonly code: string;

  constructor(code: string, text: Text, options?: ErrorOptions) {
    super(text, options);
    this.code = code;
  }
}
