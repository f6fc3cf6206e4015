import { create } from 'zustand';
import { parseDocument } from '../../../src/document/parse.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { type EngineClient, EngineError } from '../../../src/protocol/client.ts';
import type { EpochRecord, PretrainedLayer, RunState, RunSummary } from '../../../src/protocol/data.ts';
import type { ForkPoint } from '../../../src/protocol/fork.ts';
import { explain, textOf } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { fetchData } from '../data/fetchData.ts';
import { useDocument } from '../document/documentStore.ts';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { useEngine } from '../engine/engineStore.ts';
import { log } from '../engine/logStore.ts';
import { clearFrames, showFramesOf } from '../engine/probes.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { isBusy, nextTraining, type Training, type TrainingEvent } from './runMachine.ts';
import { trainingSeries } from './trainingSeries.ts';

interface RunStoreState {
  /** The run that trains, or the last that did. */
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

export const useRun = create<RunStoreState>()((set, get) => {
  const apply = (event: TrainingEvent): void => set({ training: nextTraining(get().training, event) });
  const tellRun = async (tell: (client: EngineClient, run: string) => Promise<unknown>): Promise<void> => {
    const { training } = get();
    const { client } = useEngine.getState();
    if (!client || training.phase !== 'run') return;
    try {
      await tell(client, training.run.run);
    } catch (error) {
      // A closed engine is told of by its banner, a run that ended meanwhile by its state.
      if (!(error instanceof EngineError && error.code === 'closed')) log('warning', textOf(error));
    }
  };
  const control = (name: 'train.pause' | 'train.resume' | 'train.step' | 'train.stop') => () =>
    tellRun((client, run) => client.call(name, { run }));
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
      if (error instanceof EngineError && error.code === 'cancelled') {
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
      const document = serializeDocument(useDocument.getState().document);
      trainingSeries.clear();
      clearFrames();
      return begin(useEngine.getState().client, async (client) => {
        await fetchData();
        const { run } = await client.call('train.start', from ? { document, from } : { document });
        return { run, earlier: [] };
      });
    },
    continueRun(kept) {
      const { training } = get();
      if (isBusy(training)) return Promise.resolve();
      if (training.phase !== 'run' || training.run.run !== kept) trainingSeries.clear();
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
      tellRun((client, run) => client.call('train.setLearningRate', { run, learningRate })),
    show: (shown) => set({ shown }),
    lookBack: (past) => set({ past }),
  };
});

const dispatch = (event: TrainingEvent): void =>
  useRun.setState(({ training }) => ({ training: nextTraining(training, event) }));

/** Shows a run that is under way already, and its document where no other has been opened. */
async function takeUp(client: EngineClient, run: string, state: RunState): Promise<void> {
  // At once, so that what it tells from now on is heard.
  dispatch({ type: 'started', run, state });
  useRun.setState({ shown: run });
  const { summary, document } = await client.call('runs.get', { run });
  const parsed = parseDocument(document);
  if (useDocument.getState().session === 0 && parsed.ok) {
    useDocument.getState().begin(parsed.document);
    useWorkspace.getState().setStage('train');
  }
  dispatch({ type: 'caught-up', run, earlier: summary.epochs, pretrained: summary.pretraining ?? [] });
}

/** A run that the queue, or another window, began: it is shown like one begun here. */
function follow(run: string, state: RunState): void {
  const { training, shown } = useRun.getState();
  if (isBusy(training) || (training.phase === 'run' && training.run.run === run)) return;
  const looksOn = shown === null || (training.phase === 'run' && training.run.run === shown);
  trainingSeries.clear();
  clearFrames();
  dispatch({ type: 'started', run, state });
  if (looksOn) useRun.setState({ shown: run });
}

function attach(client: EngineClient): void {
  client.on('train.state', (data) => {
    if (data.state === 'preparing' || data.state === 'running') follow(data.run, data.state);
    dispatch({ type: 'state', data });
    if (data.message !== '') log(data.state === 'failed' ? 'error' : 'info', data.message);
  });
  client.on('train.pretraining', (data) => {
    const { training } = useRun.getState();
    if (training.phase !== 'run' || training.run.run !== data.run) return;
    trainingSeries.appendPretraining(data);
    dispatch({ type: 'pretraining', data });
  });
  client.on('train.pretrained', (data) => dispatch({ type: 'pretrained', data }));
  client.on('train.batches', (data) => {
    const { training } = useRun.getState();
    if (training.phase !== 'run' || training.run.run !== data.run) return;
    trainingSeries.append(data);
    dispatch({ type: 'batches', data });
  });
  client.on('train.epoch', (data) => dispatch({ type: 'epoch', data }));
  client.on('train.unsaved', (data) => {
    dispatch({ type: 'unsaved', data });
    if (data.message !== '') log('error', data.message);
  });
  client.on('train.test', (data) => dispatch({ type: 'test', data }));
  client.onClose((reason) => {
    const { status } = useEngine.getState();
    // A start that takes another engine goes on there.
    if (status.state === 'restarting' && status.planned) return;
    dispatch({ type: 'engine-lost', reason });
  });
  // A page that is loaded again while its engine trains takes the run up where it is.
  void client
    .call('train.current', {})
    .then(({ run, state }) => {
      if (run === null || state === null || useRun.getState().training.phase !== 'idle') return undefined;
      return takeUp(client, run, state);
    })
    // An engine that ends meanwhile is told of by its banner.
    .catch(() => undefined);
}

/** Follows each engine that connects, and forgets the run when another document is opened. */
export function followRuns(): void {
  showFramesOf((run) => {
    const { training } = useRun.getState();
    return training.phase === 'run' && training.run.run === run;
  });
  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) attach(state.client);
  });
  useDocument.subscribe((state, before) => {
    if (state.session === before.session || isBusy(useRun.getState().training)) return;
    trainingSeries.clear();
    clearFrames();
    useRun.setState({ training: { phase: 'idle' }, shown: null });
  });
}
