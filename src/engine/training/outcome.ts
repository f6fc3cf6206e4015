import type { RunState } from '../../protocol/data.ts';
import type { Text } from '../../text/message.ts';

/** How training ended by itself or by hand. */
export interface TrainingOutcome {
  readonly state: Extract<RunState, 'finished' | 'stopped' | 'diverged'>;
  readonly message: Text;
  /** The layer concerned, by id. */
  readonly layer: string | null;
}
