import type { ConvasDocument } from '../document/schema.ts';
import { analyzeTail } from './analyze-tail.ts';
import { createExpander } from './expand.ts';
import type { Analysis, DataShape, MissingData } from './network.ts';
import { sameNetwork } from './same-network.ts';
import { type AnalyzerState, analyzeAnew, analyzeChanged } from './state.ts';

export interface AnalyzeOptions {
  /** Examples a step, for the memory of training; the document's own if not given. */
  readonly batchSize?: number;
}

export type Analyzer = (
  document: ConvasDocument,
  /** Null where none is chosen, or it is not known yet. */
  data: DataShape | MissingData | null,
  options?: AnalyzeOptions,
) => Analysis;

/**
 * An analysis that remembers: of the next document it infers anew only the layers that changed and those
 * whose input shapes changed with them; where nothing but parameters or the network's end changed, the rest is not even
 * looked through.
 * One analyzer for one document's edits. Every part is iterative.
 */
export function createAnalyzer(): Analyzer {
  const expand = createExpander();
  let state: AnalyzerState | null = null;

  return (document, data, { batchSize } = {}) => {
    if (state?.data === data && state.batchSize === batchSize) {
      if (sameNetwork(state.document, document)) {
        state = { ...state, document };
        return state.analysis;
      }
      const next = analyzeChanged(state, document) ?? analyzeTail(state, document);
      if (next) {
        state = next;
        return state.analysis;
      }
    }
    state = analyzeAnew(document, data, batchSize, expand(document), state?.results ?? new Map());
    return state.analysis;
  };
}

/** Analyses a document once. */
export const analyze: Analyzer = (document, data, options) => createAnalyzer()(document, data, options);
