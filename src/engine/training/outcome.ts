import type { RunState } from '../../protocol/data.ts';

/** How training ended by itself or by hand. */
export interface Outcome {
  readonly state: Extract<RunState, 'finished' | 'stopped' | 'diverged'>;
  readonly message: string;
  /** The layer concerned, by id. */
  readonly layer: string | null;
}
