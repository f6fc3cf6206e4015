import { pretrainingStages, type Stage } from '../../network/pretraining/stages.ts';
import type { PretrainedLayer, RunState } from '../../protocol/data.ts';
import type { Text } from '../../text/message.ts';
import type { PretrainingSettings } from '../../training/pretraining.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import { openForward } from '../model/open-forward.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { disposeAll, toTensors, type WeightValues } from '../model/weights.ts';
import { type Checkpoint, checkpointBeforeTraining } from '../runs/checkpoint.ts';
import type { ActiveRun } from '../training/active-run.ts';
import { createControl } from '../training/control.ts';
import type { TrainingInputs } from '../training/loop.ts';
import type { TrainingOutcome } from '../training/outcome.ts';
import { createStopwatch } from '../training/stopwatch.ts';
import { createStageReporter } from './stage-reporter.ts';
import { openStage, type StageRun } from './stage-run.ts';

/** Where pretraining begins, or an earlier process left it. */
export interface PretrainingStart {
  readonly weights: WeightValues;
  /** The layers that are done. */
  readonly done: readonly PretrainedLayer[];
  readonly seconds: number;
}

export interface PretrainingParts extends Omit<TrainingInputs, 'stepper'> {
  readonly settings: PretrainingSettings;
  readonly mode: StepMode;
  readonly crashGuard: CrashGuard;
  /** Called with the reason why a forward pass is not compiled after all. */
  readonly onFallback: (reason: Text) => void;
  readonly start: PretrainingStart;
  /** Called between steps, never at the same time as one. */
  readonly afterStep: (at: ActiveRun) => void;
  /** Called when another layer is done. */
  readonly onLayer: () => void;
}

/** Greedy layer-wise pretraining: every stage of a network in turn, those below it left as they have become. */
export interface Pretraining extends ActiveRun {
  readonly done: readonly PretrainedLayer[];
  /** What the run continues from: the layers that are done, the others as they began. No step has been taken. */
  checkpoint(): Checkpoint;
  /** Null where all layers are done. Rejects only where the engine itself fails. */
  train(): Promise<TrainingOutcome | null>;
  dispose(): void;
}

export function createPretraining(parts: PretrainingParts): Pretraining {
  const { run, plan, events, start } = parts;
  const stages: readonly Stage[] = pretrainingStages(plan.network, plan.settings.layers);
  const control = createControl();
  const watch = createStopwatch(start.seconds);
  const reporter = createStageReporter(run, events);
  const done = [...start.done];
  const values = new Map(start.weights);
  const networkWeights = toTensors(plan.backend, plan.weights, values);
  const forward = openForward(parts.inference, plan.network, parts);
  let current: StageRun | null = null;
  let state: RunState = 'preparing';

  const setState = (next: RunState): void => {
    state = next;
    if (next === 'paused') watch.hold();
    events.emit('train.state', { run, state: next, message: '', layer: null });
  };

  /** The stages after this one build on these weights. */
  const settle = (weights: WeightValues): void => {
    const named = plan.weights.filter(({ key }) => weights.has(key));
    for (const [key, tensor] of toTensors(plan.backend, named, weights)) {
      networkWeights.get(key)!.dispose();
      networkWeights.set(key, tensor);
      values.set(key, weights.get(key)!);
    }
  };

  const trainStage = async (stage: Stage, index: number): Promise<TrainingOutcome | null> => {
    current = openStage(stage, {
      ...parts,
      control,
      watch,
      reporter,
      index,
      count: stages.length,
      forward,
      networkWeights,
      onState: setState,
      afterStep: () => parts.afterStep(pretraining),
      afterEpoch: (record) => events.emit('train.pretrained', { run, record }),
    });
    try {
      const result = await current.train();
      if (result.state !== 'done') return result;
      settle(result.weights);
      done.push(result.record);
      parts.onLayer();
      return null;
    } finally {
      current.dispose();
      current = null;
    }
  };

  const pretraining: Pretraining = {
    get state() {
      return state;
    },
    steps: 0,
    get seconds() {
      return watch.seconds();
    },
    get done() {
      return done;
    },
    forward,
    borrow: (use) => (current ? current.borrow(use) : use(networkWeights)),
    checkpoint: () =>
      checkpointBeforeTraining(
        plan.weights.map(({ key, spec }) => ({ key, shape: spec.shape, values: values.get(key)! })),
        { seconds: watch.seconds(), pretraining: [...done] },
      ),
    pause: () => control.pause(),
    resume: () => control.resume(),
    stepOnce: () => control.stepOnce(),
    stop() {
      if (control.stopping) return;
      control.stop();
      setState('stopping');
    },
    async train() {
      setState('running');
      watch.start();
      for (const [at, stage] of stages.entries()) {
        if (at < start.done.length) continue;
        const early = await trainStage(stage, at + 1);
        if (early) return early;
      }
      watch.hold();
      return null;
    },
    dispose() {
      forward.dispose();
      disposeAll(networkWeights.values());
    },
  };
  return pretraining;
}

/** Whether a run still has layers to pretrain before its first step. */
export function isToPretrain(
  { network, settings }: Pick<TrainingInputs['plan'], 'network' | 'settings'>,
  from: { readonly steps: number; readonly pretraining: readonly PretrainedLayer[] } | null,
): boolean {
  if (settings.pretraining === null) return false;
  if (from === null) return true;
  return from.steps === 0 && from.pretraining.length < pretrainingStages(network, settings.layers).length;
}
