import { useMemo } from 'react';
import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { optimizerSlots } from '../../../src/network/memory.ts';
import { layerSeconds, type Past } from '../../../src/network/time/epoch.ts';
import type { Speed } from '../../../src/network/time/speed.ts';
import { type TrainingTime, trainingTime } from '../../../src/network/time/training.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { isBusy } from './runMachine.ts';
import { useRun } from './runStore.ts';

interface PaceState {
  /** Null until it was measured, once for a machine. */
  readonly speed: Speed | null;
  /** What runs of the network on the canvas took. */
  readonly past: Past | null;
}

/** How fast this machine trains, and what runs of this network took. */
export const usePace = create<PaceState>()(() => ({ speed: null, past: null }));

/** Milliseconds of rest after a change, and after the engine's start, which has other things to do. */
const rest = { change: 500, start: 2000 };

/** Whether there is something to forecast, and the engine is free to be asked. */
function ready(): boolean {
  const { document } = useDocument.getState();
  const { network } = useAnalysis.getState().analysis;
  return network !== null && document.data !== null && !isBusy(useRun.getState().training);
}

/** Asks again when the engine connects, the network changes, or a run has ended. */
export function followPace(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const ask = async (): Promise<void> => {
    const { client } = useEngine.getState();
    if (!client || !ready()) return;
    const own = ++asked;
    const document = serializeDocument(useDocument.getState().document);
    const { speed, past } = await client.call('engine.pace', { document, measure: true });
    if (own === asked) usePace.setState({ speed, past });
  };
  const askAfter = (milliseconds: number): void => {
    clearTimeout(waiting);
    // An engine that ends meanwhile is told of by its banner; without an answer nothing is forecast.
    waiting = setTimeout(() => void ask().catch(() => undefined), milliseconds);
  };

  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) askAfter(rest.start);
  });
  useAnalysis.subscribe((state, before) => {
    if (state.analysis.network === before.analysis.network) return;
    // What runs took is of another network now, and so is an answer that is under way.
    asked++;
    usePace.setState({ past: null });
    askAfter(usePace.getState().speed ? rest.change : rest.start);
  });
  useRun.subscribe((state, before) => {
    if (isBusy(before.training) && !isBusy(state.training)) askAfter(rest.change);
  });
}

/** What training the document on the canvas will take; null while that cannot be said. */
export function useTrainingTime(): TrainingTime | null {
  const { speed, past } = usePace();
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
  const { speed, past } = usePace();
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
