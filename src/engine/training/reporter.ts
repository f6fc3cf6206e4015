import type { Emitter } from '../../protocol/emitter.ts';
import type { StepMetrics } from '../model/stepper.ts';

/** How far the run is, for one report. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  readonly batch: number;
  readonly batches: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number | null;
}

interface Step extends StepMetrics {
  readonly learningRate: number;
}

/** Gathers steps and sends them together, about every 50 ms: a chart needs every step, not a message for each. */
export interface Reporter {
  add(step: number, taken: Step, progress: () => Progress): void;
  flush(progress: () => Progress): void;
}

const interval = 50;

export function createReporter(run: string, events: Emitter, now: () => number): Reporter {
  let steps: number[] = [];
  let loss: number[] = [];
  let accuracy: (number | null)[] = [];
  let learningRate: number[] = [];
  let sent = now();
  const flush = (progress: () => Progress): void => {
    if (steps.length === 0) return;
    events.emit('train.batches', { run, ...progress(), steps, loss, accuracy, learningRate });
    steps = [];
    loss = [];
    accuracy = [];
    learningRate = [];
    sent = now();
  };
  return {
    add(step, taken, progress) {
      steps.push(step);
      loss.push(taken.loss);
      accuracy.push(taken.accuracy);
      learningRate.push(taken.learningRate);
      if (now() - sent >= interval) flush(progress);
    },
    flush,
  };
}
