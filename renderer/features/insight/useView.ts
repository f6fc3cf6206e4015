import type { Figure } from '../../../src/insight/figure.ts';
import type { ViewId } from '../../../src/insight/views/registry.ts';
import type { CallParams } from '../../../src/protocol/protocol.ts';
import { type Answer, useCall } from '../../stores/engine/useCall.ts';

/** A view and what it is to show. */
export type ViewParams = CallParams<'insight.show'> & { readonly view: ViewId };

export interface ViewAnswer extends Pick<Answer<'insight.show'>, 'state' | 'error' | 'code' | 'retry'> {
  /** As far as they are; those of the question before while it is busy. Null before the first. */
  readonly figures: readonly Figure[] | null;
}

/** Asks for a view as `useCall` asks: the latest question wins, and what is under way for another is canceled. */
export function useView(params: ViewParams | null, options: Parameters<typeof useCall>[2] = {}): ViewAnswer {
  const { state, value, progress, error, code, retry } = useCall('insight.show', params, options);
  return { state, error, code, retry, figures: progress?.figures ?? value?.figures ?? null };
}
