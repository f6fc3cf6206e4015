import { dirname, join } from 'node:path';
import { EngineError } from '../protocol/client.ts';
import { createEmitter, type Emitter } from '../protocol/emitter.ts';
import type { Kernels } from '../protocol/kernels.ts';
import type { Handlers } from '../protocol/serve.ts';
import { message, type Text } from '../text/message.ts';
import { type OpenedBackend, openBackend } from './backends/ladder.ts';
import { isNative } from './backends/native.ts';
import { createCrashGuard } from './compiled/crash-guard.ts';
import { createDataVersions } from './data-versions.ts';
import { createExports } from './exports/export-store.ts';
import { feederOpener } from './feeding/feeder.ts';
import { type StartThread, startThread } from './feeding/start-thread.ts';
import { benchmarkHandlers } from './handlers/benchmarks.ts';
import type { EngineContext } from './handlers/context.ts';
import { dataVersionHandlers } from './handlers/data-versions.ts';
import { datasetHandlers } from './handlers/datasets.ts';
import { explainingErrors } from './handlers/explain-errors.ts';
import { exportHandlers } from './handlers/export.ts';
import { importHandlers } from './handlers/import.ts';
import { insightHandlers } from './handlers/insight.ts';
import { kernelHandlers } from './handlers/kernels.ts';
import { labelErrorHandlers } from './handlers/label-errors.ts';
import { libraryHandlers } from './handlers/library.ts';
import { ownDataHandlers } from './handlers/own-data.ts';
import { paceHandlers } from './handlers/pace.ts';
import { preparationHandlers } from './handlers/preparation.ts';
import { queueHandlers } from './handlers/queue.ts';
import { rateHandlers } from './handlers/rates.ts';
import { reworkHandlers } from './handlers/rework.ts';
import { runHandlers } from './handlers/runs.ts';
import { sweepHandlers } from './handlers/sweeps.ts';
import { trainingHandlers } from './handlers/training.ts';
import { transferHandlers } from './handlers/transfer.ts';
import { createKernelManager } from './kernels/kernel-manager.ts';
import { createRestart } from './kernels/restart.ts';
import { machineMemory } from './machine-memory.ts';
import type { StepMode } from './model/open-stepper.ts';
import { createModels } from './models.ts';
import { createProbes } from './probes.ts';
import { claimQueue } from './queue/claim-queue.ts';
import { createQueueStore, memoryQueueStore } from './queue/queue-store.ts';
import { createQueue } from './queue/run-queue.ts';
import { unshared } from './runs/claim.ts';
import { convasHome } from './runs/home.ts';
import { createRunStore } from './runs/run-store.ts';
import { openSpeedHistory } from './speed/speed-history.ts';
import { createSpeedometer } from './speed/speedometer.ts';
import { measureLatency } from './sweeps/latency.ts';
import { createSweeps } from './sweeps/sweep-runner.ts';
import { createSweepStore } from './sweeps/sweep-store.ts';
import { createTrainer } from './trainer.ts';

export interface EngineOptions {
  /** `native`, `wasm` or `cpu`; else `CONVAS_BACKEND`, else the best that loads. */
  readonly backend?: string | undefined;
  /** Chooses the backend where there is another choice than the ladder's: in a page. */
  readonly openBackend?: (() => Promise<OpenedBackend>) | undefined;
  /** What TensorFlow is loaded with, whatever was chosen: the kernels of a run to be resumed. */
  readonly load?: Kernels | null | undefined;
  /** Whether kernels are measured once nothing has trained for a while. */
  readonly measureWhenIdle?: boolean | undefined;
  /** Ends this process and starts another that loads TensorFlow so; null chooses anew. */
  readonly restart?: ((load: Kernels | null) => void) | undefined;
  /** How training steps are taken; compiled where the backend can and it pays off, if not said. */
  readonly step?: StepMode | undefined;
  /** Where runs are kept; else under `CONVAS_HOME` or the system's place for an application's data. */
  readonly runsFolder?: string | undefined;
  /** The folder that new runs are written to, itself. */
  readonly out?: string | undefined;
  /** Seconds of training between two checkpoints within an epoch; 30 if not said. */
  readonly checkpointEvery?: number | undefined;
  /** Whether a run may be named by its folder's path: for the command line, not for a page. */
  readonly runsByPath?: boolean | undefined;
  /** Starts the thread that makes batches ready; null makes each when a step asks for it. */
  readonly startThread?: StartThread | null | undefined;
  /** Where the queue is kept; it is worked through at once. Null: it ends with this process. */
  readonly queueFolder?: string | null | undefined;
}

/** The engine without a wire: `serve(transport, engine.handlers, engine.events)` puts it on one. */
export interface Engine {
  readonly handlers: Handlers;
  readonly events: Emitter;
  /** Where a run is on disk. @throws EngineError `no-such-run` */
  folderOf(run: string): Promise<string>;
  /** Leaves the queue to other processes. */
  close(): Promise<void>;
}

export const defaultQueueFolder = (): string => join(convasHome(), 'queue');

export const defaultRunsFolder = (): string => join(convasHome(), 'runs');

export function createEngine(options: EngineOptions = {}): Engine {
  const events = createEmitter();
  let opened: Promise<OpenedBackend> | null = null;
  const busy = (): boolean => trainer.current !== null && trainer.isTraining(trainer.current.run);
  const kernelManager = createKernelManager({
    load: options.load ?? null,
    restarts: options.restart !== undefined,
    busy,
    onChange: () => void tellKernels(),
  });
  const backend = (wanted: Kernels | null = null): Promise<OpenedBackend> => {
    const named = options.backend ?? process.env['CONVAS_BACKEND'];
    const open = options.openBackend ?? (() => openBackend(named, wanted ?? kernelManager.toLoad()));
    opened ??= open().then((found) => {
      if (options.step === 'compiled' && !isNative(found.backend)) {
        throw new EngineError(
          'backend',
          message('engine.needs-native', { backend: found.backend.id, reason: found.reason }),
        );
      }
      return found;
    });
    return opened;
  };
  const tellKernels = async (): Promise<void> =>
    events.emit('engine.kernels', { state: kernelManager.state((await backend()).backend) });
  const runsFolder = options.runsFolder ?? defaultRunsFolder();
  const store = createRunStore({
    folder: runsFolder,
    byPath: options.runsByPath ?? false,
    out: options.out,
  });
  const probes = createProbes(events);
  const step = options.step ?? 'compiled';
  const crashGuard = createCrashGuard(join(dirname(runsFolder), 'first-steps'));
  const onFallback = (told: Text): void => events.emit('engine.note', { message: told });
  const execution = { mode: step, crashGuard, onFallback };
  const ownThread = options.startThread === undefined ? startThread : options.startThread;
  const openFeeder = feederOpener({ startThread: ownThread, onFallback });
  const dataVersions = createDataVersions(join(dirname(runsFolder), 'data-versions'));
  const trainer = createTrainer({
    backend,
    kernelManager: kernelManager,
    events,
    store,
    dataVersions,
    probes,
    step,
    crashGuard,
    onFallback,
    openFeeder,
    checkpointEvery: options.checkpointEvery ?? 30,
    alwaysCompile: options.step === 'compiled',
  });
  const models = createModels({ backend, kernelManager, store, trainer, execution });
  const restart = createRestart({
    kernelManager,
    load: options.load ?? null,
    tell: () => events.emit('engine.restarts', {}),
    ask: options.restart,
  });
  const { queueFolder = null } = options;
  const queue = createQueue({
    trainer,
    store,
    events,
    restart,
    queueStore: queueFolder === null ? memoryQueueStore : createQueueStore(queueFolder),
    claim: async () => (queueFolder === null ? unshared : claimQueue(queueFolder)),
  });
  const sweeps = createSweeps({
    queue,
    store,
    events,
    sweepStore: createSweepStore(join(dirname(runsFolder), 'sweeps')),
    kept: queueFolder !== null,
    latency: (run) => models.use(run, measureLatency),
    tag: async (run, word) => {
      const folder = await store.folderOf(run);
      await trainer.describe(folder, ({ tags }) => ({ tags: [...new Set([...tags, word])] }));
    },
  });
  if (queueFolder !== null) {
    const takeUp = (): Promise<void> => queue.open().then(() => sweeps.takeUp());
    // The engine that this one replaces may still be ending. Where another window has the queue, who asks is told.
    takeUp().catch(() => setTimeout(() => takeUp().catch(() => {}), 3000).unref());
  }
  const speedometer = createSpeedometer({
    backend,
    kernelManager,
    step,
    history: openSpeedHistory(dirname(runsFolder)),
    busy,
  });
  if (options.measureWhenIdle) kernelManager.measureWhenIdle();
  const context: EngineContext = {
    backend,
    step,
    execution,
    openFeeder,
    events,
    store,
    dataVersions,
    trainer,
    models,
    probes,
    exports: createExports(join(dirname(runsFolder), 'exports')),
    queue,
    sweeps,
    speedometer,
    kernelManager,
    busy,
    restart,
  };
  return {
    events,
    folderOf: (run) => store.folderOf(run),
    close: () => queue.close(),
    handlers: explainingErrors({
      'engine.info': async () => {
        const { backend: rung, reason } = await backend();
        const mode = options.step ?? (isNative(rung) ? 'compiled' : 'eager');
        return {
          backend: rung.id,
          step: mode,
          reason,
          version: rung.version,
          pid: process.pid,
          memory: machineMemory(),
          kernels: kernelManager.state(rung),
        };
      },
      'engine.ping': () => ({}),
      ...kernelHandlers(context),
      ...datasetHandlers,
      ...dataVersionHandlers(context),
      ...labelErrorHandlers(context),
      ...ownDataHandlers,
      ...preparationHandlers(),
      ...trainingHandlers(context),
      ...queueHandlers(context),
      ...sweepHandlers(context),
      ...rateHandlers(context),
      ...paceHandlers(context),
      ...runHandlers(context),
      ...insightHandlers(context),
      ...reworkHandlers(context),
      ...exportHandlers(context),
      ...importHandlers(context),
      ...transferHandlers(context),
      ...libraryHandlers,
      ...benchmarkHandlers,
    }),
  };
}
