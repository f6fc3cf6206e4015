import type { PretrainingReport } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';

/** How far a layer's pretraining is, for one report. */
export type StageProgress = Omit<PretrainingReport, 'run' | 'steps' | 'loss'>;

/** Gathers steps and sends them together. */
export interface StageReporter {
  add(step: number, loss: number, progress: () => StageProgress): void;
  flush(progress: () => StageProgress): void;
}

/** Milliseconds. */
const interval = 50;

export function createStageReporter(run: string, events: Emitter): StageReporter {
  let steps: number[] = [];
  let losses: number[] = [];
  let sent = performance.now();
  const flush = (progress: () => StageProgress): void => {
    if (steps.length === 0) return;
    events.emit('train.pretraining', { run, ...progress(), steps, loss: losses });
    steps = [];
    losses = [];
    sent = performance.now();
  };
  return {
    add(step, loss, progress) {
      steps.push(step);
      losses.push(loss);
      if (performance.now() - sent >= interval) flush(progress);
    },
    flush,
  };
}
