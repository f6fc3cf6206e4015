import type {
  BatchProgress,
  BatchReport,
  EpochRecord,
  PretrainedLayer,
  PretrainingReport,
  RunState,
  Scores,
} from '../../../src/protocol/data.ts';
import type { EventData } from '../../../src/protocol/events.ts';
import type { Text } from '../../../src/text/message.ts';

/** Where a run stands within its epochs. */
export interface RunProgress extends Readonly<BatchProgress> {
  /** Of the last step reported. */
  readonly loss: number;
  /** Null where the network is to give back its input. */
  readonly accuracy: number | null;
  readonly learningRate: number;
}

/** How far the pretraining of a layer is; `loss` is that of the last step reported. */
export type StageProgress = Readonly<Omit<PretrainingReport, 'run' | 'steps' | 'loss'>> & {
  readonly loss: number;
};

/** The pretraining of a run, as far as it is. */
export interface RunPretraining {
  /** With their epochs so far, in their order. */
  readonly layers: readonly PretrainedLayer[];
  /** The layer under way, or the last one; null where this face saw none of it. */
  readonly at: StageProgress | null;
}

/** A run as the face knows it. `lost`: its engine died. */
export interface Run {
  readonly run: string;
  readonly state: RunState | 'lost';
  /** What happened, in words; empty in the normal course. */
  readonly message: Text;
  /** The layer concerned (divergence), by id. */
  readonly layer: string | null;
  readonly epochs: readonly EpochRecord[];
  /** Left out while it has none. */
  readonly pretraining?: RunPretraining;
  readonly progress: RunProgress | null;
  readonly test: Scores | null;
  /** Why its checkpoints cannot be written, in words; empty while they can. */
  readonly unsaved: Text;
}

export type Training =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'refused'; readonly reason: string }
  | { readonly phase: 'run'; readonly run: Run };

export type TrainingEvent =
  | { readonly type: 'start' }
  | { readonly type: 'refused'; readonly reason: string }
  | {
      readonly type: 'started';
      readonly run: string;
      readonly state?: RunState;
      /** Epochs that a continued run had done before. */
      readonly earlier?: readonly EpochRecord[];
      /** Layers that it had pretrained before. */
      readonly pretrained?: readonly PretrainedLayer[];
    }
  /** What a run that is followed late has behind it. */
  | {
      readonly type: 'caught-up';
      readonly run: string;
      readonly earlier: readonly EpochRecord[];
      readonly pretrained?: readonly PretrainedLayer[];
    }
  | { readonly type: 'pretraining'; readonly data: PretrainingReport }
  | { readonly type: 'pretrained'; readonly data: EventData<'train.pretrained'> }
  | { readonly type: 'state'; readonly data: EventData<'train.state'> }
  | { readonly type: 'batches'; readonly data: BatchReport }
  | { readonly type: 'epoch'; readonly data: EventData<'train.epoch'> }
  | { readonly type: 'test'; readonly data: EventData<'train.test'> }
  | { readonly type: 'unsaved'; readonly data: EventData<'train.unsaved'> }
  | { readonly type: 'engine-lost'; readonly reason: string }
  | { readonly type: 'forget' };

const fresh = (run: string): Run => ({
  run,
  state: 'preparing',
  message: '',
  layer: null,
  epochs: [],
  progress: null,
  test: null,
  unsaved: '',
});

const over: ReadonlySet<string> = new Set([
  'finished',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
  'imported',
  'lost',
]);

/** Whether a run has come to its end. */
export const hasEnded = (run: Run): boolean => over.has(run.state);

/** Whether its layers are being pretrained: its own training has not begun. */
export const isPretraining = (run: Run): boolean =>
  run.pretraining !== undefined && run.pretraining.at !== null && run.progress === null;

/** Whether the engine is busy with a run, so that another cannot start. */
export const isBusy = (training: Training): boolean =>
  training.phase === 'starting' || (training.phase === 'run' && !hasEnded(training.run));

const currentRun = (training: Training, id: string): Run | null =>
  training.phase === 'run' && training.run.run === id ? training.run : null;

function withProgress(run: Run, data: BatchReport): Run {
  const { epoch, epochs, batch, batches, imagesPerSecond, secondsLeft } = data;
  const loss = data.loss.at(-1) ?? run.progress?.loss ?? Number.NaN;
  const accuracy = data.accuracy.at(-1) ?? run.progress?.accuracy ?? null;
  const learningRate = data.learningRate.at(-1) ?? run.progress?.learningRate ?? Number.NaN;
  const place = { epoch, epochs, batch, batches, imagesPerSecond, secondsLeft };
  return {
    ...run,
    progress: { ...place, loss, accuracy, learningRate },
  };
}

/** Puts earlier epochs first and keeps those reported since. The same for pretrained layers. */
function withEarlierEpochs(
  run: Run,
  earlier: readonly EpochRecord[],
  pretrained: readonly PretrainedLayer[] = [],
): Run {
  const first = run.epochs[0]?.epoch ?? Number.POSITIVE_INFINITY;
  const reported = run.pretraining?.layers ?? [];
  const layers = [
    ...pretrained.filter(({ layer }) => reported.every((own) => own.layer !== layer)),
    ...reported,
  ];
  return {
    ...run,
    epochs: [...earlier.filter(({ epoch }) => epoch < first), ...run.epochs],
    ...(layers.length > 0 && { pretraining: { at: run.pretraining?.at ?? null, layers } }),
  };
}

function withStage(run: Run, data: PretrainingReport): Run {
  const { run: _run, steps: _steps, loss, ...place } = data;
  const at = { ...place, loss: loss.at(-1) ?? run.pretraining?.at?.loss ?? Number.NaN };
  return { ...run, pretraining: { layers: run.pretraining?.layers ?? [], at } };
}

function withLayer(run: Run, record: PretrainedLayer): Run {
  const before = run.pretraining?.layers ?? [];
  const others = before.filter(({ layer }) => layer !== record.layer);
  return { ...run, pretraining: { at: run.pretraining?.at ?? null, layers: [...others, record] } };
}

type Handler<T extends TrainingEvent['type']> = (
  training: Training,
  event: Extract<TrainingEvent, { type: T }>,
) => Training;

const change = (training: Training, id: string, next: (run: Run) => Run): Training => {
  const run = currentRun(training, id);
  return run === null ? training : { phase: 'run', run: next(run) };
};

/** While a start is unanswered, the run that begins to prepare is the one asked for; others are on their way out. */
const isStartOfRun = (training: Training, { state }: EventData<'train.state'>): boolean =>
  training.phase === 'starting' && state === 'preparing';

const handlers: { readonly [T in TrainingEvent['type']]: Handler<T> } = {
  start: () => ({ phase: 'starting' }),
  // A run that has begun is not refused, whatever became of the answer.
  refused: (training, { reason }) => (training.phase === 'run' ? training : { phase: 'refused', reason }),
  started: (training, { run, state, earlier = [], pretrained }) => {
    const before = currentRun(training, run) ?? fresh(run);
    return {
      phase: 'run',
      run: withEarlierEpochs({ ...before, state: state ?? before.state }, earlier, pretrained),
    };
  },
  'caught-up': (training, { run, earlier, pretrained }) =>
    change(training, run, (before) => withEarlierEpochs(before, earlier, pretrained)),
  pretraining: (training, { data }) => change(training, data.run, (run) => withStage(run, data)),
  pretrained: (training, { data }) => change(training, data.run, (run) => withLayer(run, data.record)),
  state: (training, { data }) => {
    const { run, state, message, layer } = data;
    const from: Training = isStartOfRun(training, data) ? { phase: 'run', run: fresh(run) } : training;
    return change(from, run, (before) => ({ ...before, state, message, layer }));
  },
  batches: (training, { data }) => change(training, data.run, (run) => withProgress(run, data)),
  epoch: (training, { data }) =>
    change(training, data.run, (run) => ({
      ...run,
      epochs: [...run.epochs.filter((record) => record.epoch < data.record.epoch), data.record],
    })),
  test: (training, { data }) =>
    change(training, data.run, (run) => ({
      ...run,
      test: { loss: data.loss, accuracy: data.accuracy },
    })),
  unsaved: (training, { data }) => change(training, data.run, (run) => ({ ...run, unsaved: data.message })),
  'engine-lost': (training, { reason }) => {
    if (training.phase === 'starting') return { phase: 'refused', reason };
    if (training.phase !== 'run' || hasEnded(training.run)) return training;
    return { phase: 'run', run: { ...training.run, state: 'lost', message: reason } };
  },
  forget: () => ({ phase: 'idle' }),
};

/** The state of training after an event. Pure; events of other runs change nothing. */
export function nextTraining(training: Training, event: TrainingEvent): Training {
  const handler = handlers[event.type] as (training: Training, event: TrainingEvent) => Training;
  return handler(training, event);
}
