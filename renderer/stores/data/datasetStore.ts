import { create } from 'zustand';
import type { Pending } from '../../../src/protocol/client.ts';
import { EngineError } from '../../../src/protocol/client.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import type { CallProgress } from '../../../src/protocol/protocol.ts';
import { explain } from '../../../src/text/text-error.ts';
import { useEngine } from '../engine/engineStore.ts';

/** A dataset being made ready. */
export interface Preparation {
  readonly progress: CallProgress<'datasets.prepare'> | null;
  /** In words; empty unless it failed. */
  readonly error: string;
}

interface DatasetState {
  /** By dataset; gone once it is ready or given up. */
  readonly preparing: Readonly<Record<string, Preparation>>;
  /** Makes a dataset ready, downloading it if need be. False when it failed or was canceled. */
  prepare(dataset: string): Promise<boolean>;
  cancel(dataset: string): void;
}

const pending = new Map<string, Pending<DatasetInfo>>();

/** What is being downloaded or unpacked. What there is stands in the engine's store. */
export const useDatasets = create<DatasetState>()((set, get) => {
  const put = (dataset: string, preparation: Preparation | null): void => {
    const { [dataset]: _, ...others } = get().preparing;
    set({ preparing: preparation === null ? others : { ...others, [dataset]: preparation } });
  };
  return {
    preparing: {},
    async prepare(dataset) {
      const { client, refreshDatasets } = useEngine.getState();
      if (!client) return false;
      put(dataset, { progress: null, error: '' });
      const call =
        pending.get(dataset) ??
        client.call('datasets.prepare', { dataset }, (progress) => put(dataset, { progress, error: '' }));
      pending.set(dataset, call);
      try {
        const info = await call;
        const { datasets } = useEngine.getState();
        if (!datasets.some(({ id }) => id === info.id)) useEngine.setState({ datasets: [...datasets, info] });
        await refreshDatasets();
        put(dataset, null);
        return true;
      } catch (error) {
        const canceled = error instanceof EngineError && error.code === 'canceled';
        const words = explain(error);
        put(dataset, canceled ? null : { progress: null, error: words });
        return false;
      } finally {
        pending.delete(dataset);
      }
    },
    cancel: (dataset) => pending.get(dataset)?.cancel(),
  };
});
