import { dirname, join } from 'node:path';
import { EngineError } from '../protocol/client.ts';
import { createEmitter, type Emitter } from '../protocol/emitter.ts';
import type { Kernels } from '../protocol/kernels.ts';
import { message, type Text } from '../text/message.ts';
import { type OpenedBackend, openBackend } from './backends/ladder.ts';
import { isNative } from './backends/native.ts';
import { createCrashGuard } from './compiled/crash-guard.ts';
import { createDataVersions } from './data-versions.ts';
import { defaultRunsFolder, type EngineOptions } from './engine-options.ts';
import { createExports } from './exports/export-store.ts';
import { feederOpener } from './feeding/feeder.ts';
import { startThread } from './feeding/start-thread.ts';
import type { EngineContext } from './handlers/context.ts';
import { createKernelManager, type KernelManager } from './kernels/kernel-manager.ts';
import { createRestart } from './kernels/restart.ts';
import { createModels } from './models.ts';
import { createProbes } from './probes.ts';
import { claimQueue } from './queue/claim-queue.ts';
import { createQueueStore, memoryQueueStore } from './queue/queue-store.ts';
import { createQueue } from './queue/run-queue.ts';
import { unshared } from './runs/claim.ts';
import { createRunStore } from './runs/run-store.ts';
import { openSpeedHistory } from './speed/speed-history.ts';
import { createSpeedometer } from './speed/speedometer.ts';
import { measureLatency } from './sweeps/latency.ts';
import { createSweeps } from './sweeps/sweep-runner.ts';
import { createSweepStore } from './sweeps/sweep-store.ts';
import { createTrainer } from './trainer.ts';

type OpenBackend = (wanted?: Kernels | null) => Promise<OpenedBackend>;

/** Opens the backend once, when it is first asked for. */
function backendOpener(options: EngineOptions, kernelManager: KernelManager): OpenBackend {
  let opened: Promise<OpenedBackend> | null = null;
  return (wanted = null) => {
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
}

/** How passes are computed and batches made, and where the page reads why one of them falls back. */
function createExecution(
  { step = 'compiled', startThread: given }: EngineOptions,
  events: Emitter,
  folder: string,
) {
  const onFallback = (detail: Text): void => events.emit('engine.note', { message: detail });
  const crashGuard = createCrashGuard(join(folder, 'first-steps'));
  const thread = given === undefined ? startThread : given;
  return {
    execution: { mode: step, crashGuard, onFallback },
    openFeeder: feederOpener({ startThread: thread, onFallback }),
  };
}

type Trained = Pick<EngineContext, 'events' | 'store' | 'trainer' | 'models' | 'restart'>;

/** The queue and the sweeps that fill it; a kept queue is worked through at once. */
function createQueues(
  { events, store, trainer, models, restart }: Trained,
  queueFolder: string | null,
  folder: string,
): Pick<EngineContext, 'queue' | 'sweeps'> {
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
    sweepStore: createSweepStore(join(folder, 'sweeps')),
    kept: queueFolder !== null,
    latency: (run) => models.use(run, measureLatency),
    tag: async (run, word) => {
      const place = await store.folderOf(run);
      await trainer.describe(place, ({ tags }) => ({ tags: [...new Set([...tags, word])] }));
    },
  });
  if (queueFolder !== null) {
    const resume = (): Promise<void> => queue.open().then(() => sweeps.resumeAll());
    // The engine that this one replaces may still be ending. Where another window has the queue, who asks is informed.
    resume().catch(() => setTimeout(() => resume().catch(() => {}), 3000).unref());
  }
  return { queue, sweeps };
}

/** Makes the parts of an engine and connects them. */
export function createContext(options: EngineOptions): EngineContext {
  const runsFolder = options.runsFolder ?? defaultRunsFolder();
  const folder = dirname(runsFolder);
  const events = createEmitter();
  const busy = (): boolean => trainer.current !== null && trainer.isTraining(trainer.current.run);
  const reportKernels = async (): Promise<void> =>
    events.emit('engine.kernels', { state: kernelManager.state((await backend()).backend) });
  const kernelManager = createKernelManager({
    load: options.load ?? null,
    restarts: options.restart !== undefined,
    busy,
    onChange: () => void reportKernels(),
  });
  const backend = backendOpener(options, kernelManager);
  const store = createRunStore({
    folder: runsFolder,
    byPath: options.runsByPath ?? false,
    out: options.out,
  });
  const probes = createProbes(events);
  const { execution, openFeeder } = createExecution(options, events, folder);
  const { mode: step, crashGuard, onFallback } = execution;
  const dataVersions = createDataVersions(join(folder, 'data-versions'));
  const trainer = createTrainer({
    backend,
    kernelManager,
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
    notify: () => events.emit('engine.restarts', {}),
    ask: options.restart,
  });
  const { queue, sweeps } = createQueues(
    { events, store, trainer, models, restart },
    options.queueFolder ?? null,
    folder,
  );
  const speedometer = createSpeedometer({
    backend,
    kernelManager,
    step,
    openFeeder,
    history: openSpeedHistory(folder),
    busy,
  });
  if (options.measureWhenIdle) kernelManager.measureWhenIdle();
  return {
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
    exports: createExports(join(folder, 'exports')),
    queue,
    sweeps,
    speedometer,
    kernelManager,
    busy,
    restart,
  };
}
