import { useMemo } from 'react';
import { create, type StoreApi } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { optimizerSlots } from '../../../src/network/memory.ts';
import { layerSeconds, type PastRuns } from '../../../src/network/time/epoch.ts';
import type { Speed } from '../../../src/network/time/speed.ts';
import { type TrainingTime, trainingTime } from '../../../src/network/time/training.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { isBusy } from './runMachine.ts';
import { useRun } from './runStore.ts';

/** How fast this machine trains; null until it was measured, once for a machine. */
export const useSpeed = create<{ readonly speed: Speed | null }>()(() => ({ speed: null }));

interface PastState {
  /** What runs of the tab's network took. */
  readonly past: PastRuns | null;
}

export const usePast = perTab<PastState>(() => ({ past: null }), follow);

/** Milliseconds of rest after a change, and after the engine's start, which has other things to do. */
const rest = { change: 500, start: 2000 };

/** Asks again when the engine connects, the network changes, or a run has ended. */
function follow(tab: Tab, { setState }: StoreApi<PastState>): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  /** Whether there is something to forecast, and the engine is free to be asked. */
  const ready = (): boolean => {
    const { document } = useDocument.of(tab).getState();
    const { network } = useAnalysis.of(tab).getState().analysis;
    return network !== null && document.data !== null && !isBusy(useRun.of(tab).getState().training);
  };
  const ask = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || !ready()) return;
    const own = ++latest;
    const document = serializeDocument(useDocument.of(tab).getState().document);
    const { speed, past } = await client.call('engine.pace', { document, measure: true });
    useSpeed.setState({ speed });
    if (own === latest) setState({ past });
  };
  const askAfter = (milliseconds: number): void => {
    clearTimeout(waiting);
    // An engine that ends meanwhile is reported by its banner; without an answer nothing is forecast.
    waiting = setTimeout(() => void ask().catch(() => undefined), milliseconds);
  };

  tab.own(() => clearTimeout(waiting));
  tab.own(
    useEngine.subscribe((state, before) => {
      if (state.client && state.client !== before.client) askAfter(rest.start);
    }),
  );
  tab.own(
    useAnalysis.of(tab).subscribe((state, before) => {
      if (state.analysis.network === before.analysis.network) return;
      // What runs took is of another network now, and so is an answer that is under way.
      latest++;
      setState({ past: null });
      askAfter(useSpeed.getState().speed ? rest.change : rest.start);
    }),
  );
  tab.own(
    useRun.of(tab).subscribe((state, before) => {
      if (isBusy(before.training) && !isBusy(state.training)) askAfter(rest.change);
    }),
  );
}

/** What training the document on the canvas will take; null while that is not known. */
export function useTrainingTime(): TrainingTime | null {
  const { speed } = useSpeed();
  const { past } = usePast();
  const network = useAnalysis((state) => state.analysis.network);
  const training = useDocument((state) => state.document.training);
  const id = useDocument((state) => state.document.data?.dataset);
  const counts = useEngine((state) => state.datasets.find((dataset) => dataset.id === id));
  return useMemo(() => {
    if (!speed || !network || !counts) return null;
    return trainingTime(network, training, counts, speed, past);
  }, [speed, past, network, training, counts]);
}

/** Seconds that each layer takes in a training step, estimated, by its path; null while the speed is not known. */
export function useLayerSeconds(): ReadonlyMap<string, number> | null {
  const { speed } = useSpeed();
  const { past } = usePast();
  const network = useAnalysis((state) => state.analysis.network);
  const batchSize = useDocument((state) => state.document.training.batchSize);
  const slots = useDocument((state) => optimizerSlots(state.document.training));
  return useMemo(() => {
    if (!speed || !network) return null;
    const factor = past?.factor ?? 1;
    const seconds = layerSeconds(network, { batchSize, optimizerSlots: slots }, speed);
    return new Map([...seconds].map(([layer, value]) => [layer, value * factor]));
  }, [speed, past, network, batchSize, slots]);
}
