import { EngineError } from '../protocol/client.ts';
import type { Backend } from './backends/backend.ts';
import type { OpenedBackend } from './backends/ladder.ts';
import { withKernels } from './kernels/with-kernels.ts';
import { type Forward, openForward } from './model/open-forward.ts';
import type { Manner } from './model/open-function.ts';
import { disposeAll, listWeights, toTensors, type WeightTensors } from './model/weights.ts';
import { readModel } from './runs/checkpoint.ts';
import type { RunStore } from './runs/store.ts';
import type { Trainer } from './trainer.ts';
import { underway } from './training/job.ts';
import { type CheckedDocument, checkDocument } from './training/prepare.ts';

/** A run's network with its weights, ready to be used. */
export interface LoadedModel {
  readonly backend: Backend;
  readonly checked: CheckedDocument;
  /** Names of the classes. */
  readonly labels: readonly string[];
  readonly dataset: string;
  /** Lends the weights until `use` returns. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** The network as it is used. */
  readonly forward: Forward;
}

export interface Models {
  /** The run in memory, training or just trained, else the one on disk. @throws EngineError */
  open(run: string): Promise<LoadedModel>;
  /** Forgets what was loaded of a run: it is about to change. */
  forget(run: string): void;
}

interface ModelsParts {
  readonly backend: () => Promise<OpenedBackend>;
  readonly store: RunStore;
  readonly trainer: Trainer;
  readonly manner: Manner;
}

/** Runs on disk whose weights stay loaded. */
const kept = 2;

export function createModels({ backend, store, trainer, manner }: ModelsParts): Models {
  const held = new Map<string, { model: LoadedModel; dispose(): void }>();

  const forget = (run: string): void => {
    held.get(run)?.dispose();
    held.delete(run);
  };

  const inMemory = async (run: string): Promise<LoadedModel | null> => {
    const { current } = trainer;
    const at = current?.run === run ? underway(current) : null;
    if (!current || !at) return null;
    const { checked, labels, record } = current;
    return {
      backend: withKernels((await backend()).backend, record.kernels?.inference),
      checked,
      labels,
      dataset: record.dataset,
      borrow: (use) => (underway(current) ?? at).borrow(use),
      get forward() {
        return (underway(current) ?? at).forward;
      },
    };
  };

  const load = async (run: string): Promise<LoadedModel> => {
    const folder = await store.folderOf(run);
    const { record, document } = await store.read(folder);
    const checked = checkDocument(document, null);
    const { backend: loaded, kernels } = await backend();
    // With another run's library its results differ by rounding, which only a resumed training may not.
    const opened = withKernels(loaded, (record.kernels ?? kernels)?.inference);
    const values = await readModel(folder);
    if (!values)
      throw new EngineError('run-damaged', `Run ${run} has no weights yet: no checkpoint was written.`);
    let weights: Map<string, import('../layers/tensorflow.ts').Tensor>;
    try {
      weights = toTensors(opened, listWeights(checked.network), values);
    } catch (error) {
      throw new EngineError('run-damaged', `Run ${run}: ${(error as Error).message}`);
    }
    const forward = openForward(opened, checked.network, manner);
    const model: LoadedModel = {
      backend: opened,
      checked,
      labels: record.labels,
      dataset: record.dataset,
      borrow: (use) => use(weights),
      forward,
    };
    const dispose = (): void => {
      forward.dispose();
      disposeAll(weights.values());
    };
    held.set(run, { model, dispose });
    for (const old of [...held.keys()].slice(0, -kept)) forget(old);
    return model;
  };

  return {
    forget,
    async open(run) {
      const live = await inMemory(run);
      if (live) return live;
      return held.get(run)?.model ?? load(run);
    },
  };
}
