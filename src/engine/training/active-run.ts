import type { RunState } from '../../protocol/data.ts';
import type { Forward } from '../model/open-forward.ts';
import type { WeightTensors } from '../model/weights.ts';

/** A run that is under way, whether it pretrains or trains: what can be asked of it. */
export interface ActiveRun {
  readonly state: RunState;
  /** Steps of the training itself. */
  readonly steps: number;
  /** Seconds so far, pauses left out. */
  readonly seconds: number;
  /** Lends the network's weights as they are now. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** The network as it is used. */
  readonly forward: Forward;
  pause(): void;
  resume(): void;
  /** One batch, then it pauses again. */
  stepOnce(): void;
  stop(): void;
}
