import { join } from 'node:path';
import type { Kernels } from '../protocol/kernels.ts';
import type { OpenedBackend } from './backends/ladder.ts';
import type { StartThread } from './feeding/start-thread.ts';
import type { StepMode } from './model/open-stepper.ts';
import { convasHome } from './runs/home.ts';

export interface EngineOptions {
  /** `native`, `wasm` or `cpu`; else `CONVAS_BACKEND`, else the best that loads. */
  readonly backend?: string | undefined;
  /** Chooses the backend where there is another choice than the ladder's: in a page. */
  readonly openBackend?: (() => Promise<OpenedBackend>) | undefined;
  /** What TensorFlow is loaded with, whatever was chosen: the kernels of a run to be resumed. */
  readonly load?: Kernels | null | undefined;
  /** Whether kernels are measured once nothing has trained for a while. */
  readonly measureWhenIdle?: boolean | undefined;
  /** Ends this process and starts another that loads TensorFlow so; null chooses again. */
  readonly restart?: ((load: Kernels | null) => void) | undefined;
  /** How training steps are taken; by default compiled where the backend can and it pays off. */
  readonly step?: StepMode | undefined;
  /** Where runs are kept; else under `CONVAS_HOME` or the system's place for an application's data. */
  readonly runsFolder?: string | undefined;
  /** The folder that new runs are written to, itself. */
  readonly out?: string | undefined;
  /** Seconds of training between two checkpoints within an epoch; 30 unless given. */
  readonly checkpointEvery?: number | undefined;
  /** Whether a run may be named by its folder's path: for the command line, not for a page. */
  readonly runsByPath?: boolean | undefined;
  /** Starts the thread that makes batches ready; null makes each when a step asks for it. */
  readonly startThread?: StartThread | null | undefined;
  /** Where the queue is kept; it is worked through at once. Null: it ends with this process. */
  readonly queueFolder?: string | null | undefined;
}

export const defaultQueueFolder = (): string => join(convasHome(), 'queue');

export const defaultRunsFolder = (): string => join(convasHome(), 'runs');
