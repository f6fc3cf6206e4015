import type { Emitter } from '../../protocol/emitter.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import type { DataVersions } from '../data-versions.ts';
import type { Exports } from '../exports/export-store.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import type { KernelManager } from '../kernels/kernel-manager.ts';
import type { Restart } from '../kernels/restart.ts';
import type { ExecutionOptions } from '../model/open-function.ts';
import type { StepMode } from '../model/open-stepper.ts';
import type { Models } from '../models.ts';
import type { Probes } from '../probes.ts';
import type { Queue } from '../queue/run-queue.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { Speedometer } from '../speed/speedometer.ts';
import type { Sweeps } from '../sweeps/sweep-runner.ts';
import type { Trainer } from '../trainer.ts';

/** What the handlers work with. */
export interface EngineContext {
  /** Opened once, when first asked for: listing runs needs none. */
  backend(wanted?: Kernels): Promise<OpenedBackend>;
  /** How steps are to be taken where the backend can. */
  readonly step: StepMode;
  /** How forward passes are computed. */
  readonly execution: ExecutionOptions;
  /** How batches are made. */
  readonly openFeeder: OpenFeeder;
  readonly events: Emitter;
  readonly store: RunStore;
  readonly dataVersions: DataVersions;
  readonly trainer: Trainer;
  readonly models: Models;
  readonly probes: Probes;
  readonly exports: Exports;
  readonly queue: Queue;
  readonly sweeps: Sweeps;
  readonly speedometer: Speedometer;
  readonly kernelManager: KernelManager;
  /** True while a run trains. */
  readonly busy: () => boolean;
  readonly restart: Restart;
}
