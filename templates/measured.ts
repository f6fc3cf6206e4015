import measured from './measured.json' with { type: 'json' };

/** What training a template took when it was tried (`build/bench-templates.mjs`). */
export interface MeasuredMemory {
  /** Of the whole process at its peak. */
  readonly bytes: number;
  /** Images a step. */
  readonly batchSize: number;
}

const results: Readonly<Record<string, { readonly peakBytes: number }>> = measured.results;

/** Null for a template that was not measured. */
export function measuredMemory(id: string): MeasuredMemory | null {
  const found = Object.hasOwn(results, id) ? results[id]! : null;
  return found && { bytes: found.peakBytes, batchSize: measured.batch };
}
