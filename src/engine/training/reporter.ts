import type { BatchProgress, BatchReport } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { StepMetrics } from '../model/stepper.ts';

interface Step extends StepMetrics {
  readonly learningRate: number;
}

/** Gathers steps and sends them together, about every 50 ms: a chart needs every step, not a message for each. */
export interface Reporter {
  add(step: number, taken: Step, progress: () => BatchProgress): void;
  flush(progress: () => BatchProgress): void;
}

const interval = 50;

/** The norms of weights' gradients as norms by layer: the root of the sum of squares of those that a layer has. */
function normsByLayer(layers: readonly string[], norms: readonly number[]): BatchReport['gradients'] {
  const squares = new Map<string, number>();
  for (const [at, layer] of layers.entries()) {
    squares.set(layer, (squares.get(layer) ?? 0) + norms[at]! ** 2);
  }
  return [...squares].map(([layer, sum]) => {
    const norm = Math.sqrt(sum);
    return { layer, norm: Number.isFinite(norm) ? norm : null };
  });
}

/** @param layers the layer, by id, of each trained weight */
export function createReporter(
  run: string,
  layers: readonly string[],
  events: Emitter,
  now: () => number,
): Reporter {
  let steps: number[] = [];
  let loss: number[] = [];
  let accuracy: (number | null)[] = [];
  let learningRate: number[] = [];
  let norms: readonly number[] = [];
  let sent = now();
  const flush = (progress: () => BatchProgress): void => {
    if (steps.length === 0) return;
    events.emit('train.batches', {
      run,
      ...progress(),
      steps,
      loss,
      accuracy,
      learningRate,
      gradients: normsByLayer(layers, norms),
    });
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
      norms = taken.gradientNorms;
      if (now() - sent >= interval) flush(progress);
    },
    flush,
  };
}
