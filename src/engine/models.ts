import { EngineError } from '../protocol/client.ts';
import { message } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import type { Backend } from './backends/backend.ts';
import type { OpenedBackend } from './backends/ladder.ts';
import { createResults, type Results } from './insight/results.ts';
import type { KernelManager } from './kernels/kernel-manager.ts';
import { withKernels } from './kernels/with-kernels.ts';
import { type Lease, type Lendable, lendable } from './leases.ts';
import { type Forward, openForward } from './model/open-forward.ts';
import type { ExecutionOptions } from './model/open-function.ts';
import { disposeAll, listWeights, toTensors, type WeightTensors } from './model/weights.ts';
import { readCheckpoint, readModel } from './runs/checkpoint.ts';
import { listCheckpoints } from './runs/checkpoint-store.ts';
import type { RunStore } from './runs/run-store.ts';
import type { Trainer } from './trainer.ts';
import type { ActiveRun } from './training/active-run.ts';
import { withFitted } from './training/fit-preprocessing.ts';
import { activeRun, type CurrentRun } from './training/job.ts';
import { type CheckedDocument, checkDocument, readDocument } from './training/prepare.ts';

/** A run's network with its weights, ready to be used. */
export interface LoadedModel {
  readonly backend: Backend;
  readonly checked: CheckedDocument;
  /** Names of the classes. */
  readonly labels: readonly string[];
  readonly dataset: string;
  /** Of the data that it was trained on; empty where that is not known. */
  readonly fingerprint: string;
  /** Lends the weights until `use` returns. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** The network as it is used. */
  readonly forward: Forward;
  /** Results kept as long as these very weights are; null where they change. */
  readonly results: Results | null;
}

/** A model that was read from disk and holds memory of its own. */
interface OnDisk extends LoadedModel {
  dispose(): void;
}

export interface Models {
  /**
   * Does some work with a run's model: the one in memory, training or just trained, else the one on disk. Its weights
   * stay in memory until the work is done, whatever else is asked for meanwhile.
   * @param checkpoint the steps of one that was kept; null for the weights that the run is used with
   * @throws EngineError `no-such-checkpoint`, others, and what the work throws
   */
  use<T>(run: string, work: (model: LoadedModel) => T | Promise<T>, checkpoint?: number | null): Promise<T>;
  /** Forgets what was loaded of a run: it is about to change. Work that has begun ends with what it began with. */
  forget(run: string): void;
}

interface ModelsParts {
  readonly backend: () => Promise<OpenedBackend>;
  readonly kernelManager: Pick<KernelManager, 'inference'>;
  readonly store: Pick<RunStore, 'folderOf' | 'read'>;
  readonly trainer: Pick<Trainer, 'lease'>;
  readonly execution: ExecutionOptions;
}

/** Runs on disk whose weights stay loaded while no one uses them. */
const maxLoaded = 2;

export function createModels({ backend, kernelManager, store, trainer, execution }: ModelsParts): Models {
  /** By run and checkpoint. The latest used come last. One that is being loaded is here already: it is loaded once for all who ask. */
  const loaded = new Map<string, Lendable<Promise<OnDisk>>>();

  const retire = (key: string): void => {
    loaded.get(key)?.retire();
    loaded.delete(key);
  };
  const keyOf = (run: string, checkpoint: number | null): string => JSON.stringify([run, checkpoint]);

  const ofCurrent = (current: CurrentRun, at: ActiveRun, { backend: own }: OpenedBackend): LoadedModel => ({
    backend: withKernels(own, current.record.kernels?.inference),
    checked: current.checked,
    labels: current.labels,
    dataset: current.record.dataset,
    get fingerprint() {
      return current.record.fingerprint;
    },
    borrow: (use) => (activeRun(current) ?? at).borrow(use),
    get forward() {
      return (activeRun(current) ?? at).forward;
    },
    results: null,
  });

  const inMemory = async (run: string): Promise<Lease<LoadedModel> | null> => {
    const lease = trainer.lease(run);
    if (!lease) return null;
    try {
      const at = activeRun(lease.value);
      if (at) return { value: ofCurrent(lease.value, at, await backend()), release: lease.release };
    } catch (error) {
      lease.release();
      throw error;
    }
    lease.release();
    return null;
  };

  const load = async (run: string, checkpoint: number | null): Promise<OnDisk> => {
    const folder = await store.folderOf(run);
    const { record, document } = await store.read(folder);
    const checked = withFitted(checkDocument(readDocument(document), null, record.target), record.fitted);
    const { backend: own } = await backend();
    const opened = withKernels(own, kernelManager.inference(own, record.kernels));
    const values =
      checkpoint === null
        ? await readModel(folder)
        : ((await readCheckpoint(folder, checkpoint))?.weights ?? null);
    if (!values && checkpoint !== null) {
      const others = (await listCheckpoints(folder)).map(({ steps }) => steps);
      throw new EngineError(
        'no-such-checkpoint',
        message('runs.no-checkpoint', { run, steps: checkpoint, kept: others.map(String) }),
      );
    }
    if (!values) throw new EngineError('run-damaged', message('runs.no-weights', { run }));
    let weights: ReturnType<typeof toTensors>;
    try {
      weights = toTensors(opened, listWeights(checked.network), values);
    } catch (error) {
      throw new EngineError('run-damaged', message('runs.damaged', { run, detail: textOf(error) }));
    }
    const forward = openForward(opened, checked.network, execution);
    return {
      backend: opened,
      checked,
      labels: record.labels,
      dataset: record.dataset,
      fingerprint: record.fingerprint,
      borrow: (use) => use(weights),
      forward,
      results: createResults(),
      dispose() {
        forward.dispose();
        disposeAll(weights.values());
      },
    };
  };

  const open = (run: string, checkpoint: number | null): Lendable<Promise<OnDisk>> => {
    const key = keyOf(run, checkpoint);
    const model = load(run, checkpoint);
    const own = lendable(model, () => {
      model.then(
        ({ dispose }) => dispose(),
        () => {},
      );
    });
    model.catch(() => {
      // The next who asks tries again.
      if (loaded.get(key) === own) retire(key);
    });
    return own;
  };

  const fromDisk = async (run: string, checkpoint: number | null): Promise<Lease<LoadedModel>> => {
    const key = keyOf(run, checkpoint);
    const own = loaded.get(key) ?? open(run, checkpoint);
    const { value, release } = own.lease();
    loaded.delete(key);
    loaded.set(key, own);
    for (const old of [...loaded.keys()].slice(0, -maxLoaded)) retire(old);
    try {
      return { value: await value, release };
    } catch (error) {
      release();
      throw error;
    }
  };

  return {
    forget(run) {
      for (const key of [...loaded.keys()]) if (JSON.parse(key)[0] === run) retire(key);
    },
    async use(run, work, checkpoint = null) {
      const current = checkpoint === null ? await inMemory(run) : null;
      const lease = current ?? (await fromDisk(run, checkpoint));
      try {
        return await work(lease.value);
      } finally {
        lease.release();
      }
    },
  };
}
