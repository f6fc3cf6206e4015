import type { StoreApi } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { type EngineClient, EngineError } from '../../../src/protocol/client.ts';
import type { EpochRecord, PretrainedLayer, RunSummary } from '../../../src/protocol/data.ts';
import type { ForkPoint } from '../../../src/protocol/fork.ts';
import { explain, textOf } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { fetchData } from '../data/fetchData.ts';
import { useDocument } from '../document/documentStore.ts';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { useEngine } from '../engine/engineStore.ts';
import { log } from '../engine/logStore.ts';
import { clearFrames } from '../engine/probes.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { isBusy, nextTraining, type Training, type TrainingEvent } from './runMachine.ts';
import { trainingSeries } from './trainingSeries.ts';

interface RunStoreState {
  /** The run that trains in this tab, or the last that did. */
  readonly training: Training;
  /**
   * The run whose weights are looked at: the one that trains, or one chosen among the kept ones.
   * Null when this session has none.
   */
  readonly shown: string | null;
  /** The kept run whose curves are looked at; null for those of the run that trains. */
  readonly past: RunSummary | null;
  /** Trains the document on the canvas, from a checkpoint or with fresh weights. A refusal is kept in `training`. */
  start(from?: ForkPoint): Promise<void>;
  /** Goes on with a kept run that was stopped or cut off, where its last checkpoint is. */
  continueRun(run: string): Promise<void>;
  /** Goes on with the run that an engine's end cut off. */
  resumeLost(): Promise<void>;
  /** Dismisses a refusal or the news of a lost run. */
  forget(): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One batch, then paused again. */
  step(): Promise<void>;
  stop(): Promise<void>;
  /** Sets the learning rate of the run that trains, from its next step on. */
  setLearningRate(learningRate: number): Promise<void>;
  /** Looks at a kept run's weights. */
  show(run: string | null): void;
  /** Shows a kept run's curves; null goes back to the run that trains. */
  lookBack(past: RunSummary | null): void;
}

export const useRun = perTab<RunStoreState>((tab, set, get) => {
  const apply = (event: TrainingEvent): void => set({ training: nextTraining(get().training, event) });
  const notifyRun = async (
    notify: (client: EngineClient, run: string) => Promise<unknown>,
  ): Promise<void> => {
    const { training } = get();
    const { client } = useEngine.getState();
    if (!client || training.phase !== 'run') return;
    try {
      await notify(client, training.run.run);
    } catch (error) {
      // A closed engine is reported by its banner, a run that ended meanwhile by its state.
      if (!(error instanceof EngineError && error.code === 'closed')) log('warning', textOf(error));
    }
  };
  const control = (name: 'train.pause' | 'train.resume' | 'train.step' | 'train.stop') => () =>
    notifyRun((client, run) => client.call(name, { run }));
  const begin = async (
    client: EngineClient | null,
    ask: (client: EngineClient) => Promise<{
      run: string;
      earlier: readonly EpochRecord[];
      pretrained?: readonly PretrainedLayer[];
    }>,
  ): Promise<void> => {
    if (isBusy(get().training)) return;
    if (!client) {
      apply({ type: 'refused', reason: t.shell.engine.notReady });
      return;
    }
    apply({ type: 'start' });
    try {
      const { run, earlier, pretrained = [] } = await useEngine.getState().withKernels(ask);
      apply({ type: 'started', run, earlier, pretrained });
      set({ shown: run });
    } catch (error) {
      if (error instanceof EngineError && error.code === 'canceled') {
        apply({ type: 'forget' });
        return;
      }
      apply({ type: 'refused', reason: explain(error) });
      log('error', textOf(error));
    }
  };
  return {
    training: { phase: 'idle' },
    shown: null,
    past: null,
    start(from) {
      // The curve and the pictures of a run that still trains are its own.
      if (isBusy(get().training)) return Promise.resolve();
      commitPendingEdit();
      const { document } = useDocument.of(tab).getState();
      const text = serializeDocument(document);
      trainingSeries.of(tab).clear();
      clearFrames(tab);
      return begin(useEngine.getState().client, async (client) => {
        await fetchData(document);
        const { run } = await client.call('train.start', { document: text, ...(from && { from }) });
        return { run, earlier: [] };
      });
    },
    continueRun(kept) {
      const { training } = get();
      if (isBusy(training)) return Promise.resolve();
      if (training.phase !== 'run' || training.run.run !== kept) trainingSeries.of(tab).clear();
      return begin(useEngine.getState().client, async (client) => {
        const { document, summary } = await client.call('runs.get', { run: kept });
        const { run } = await client.call('train.start', { document, resume: kept });
        return { run, earlier: summary.epochs, pretrained: summary.pretraining ?? [] };
      });
    },
    async resumeLost() {
      const { training } = get();
      if (training.phase === 'run' && training.run.state === 'lost')
        await get().continueRun(training.run.run);
    },
    forget: () => apply({ type: 'forget' }),
    pause: control('train.pause'),
    resume: control('train.resume'),
    step: control('train.step'),
    stop: control('train.stop'),
    setLearningRate: (learningRate) =>
      notifyRun((client, run) => client.call('train.setLearningRate', { run, learningRate })),
    show: (shown) => set({ shown }),
    lookBack: (past) => set({ past }),
  };
}, resetWithDocument);

/** Forgets the run when another document is opened in its tab. */
function resetWithDocument(tab: Tab, { getState, setState }: StoreApi<RunStoreState>): void {
  tab.own(
    useDocument.of(tab).subscribe((state, before) => {
      if (state.session === before.session || isBusy(getState().training)) return;
      trainingSeries.of(tab).clear();
      clearFrames(tab);
      setState({ training: { phase: 'idle' }, shown: null });
    }),
  );
}
