import type { Network } from '../network.ts';
import type { Speed } from './speed.ts';
import { type StepSize, type Work, workOfStep } from './work.ts';

/**
 * Steps of one batch size after which a compiled step has earned the time that it takes to trace, optimize and compare
 * it. Both grow with the number of operations, so that this depends little on the network: measured, a compiled step
 * of 450 to 19,000 operations cost as much as 12 to 18 steps op by op (recurrent layers over 25 to 400 time steps,
 * chains of 10 to 200 convolutions).
 */
const stepsToEarn = 16;

/** The steps of a training: how many, and with how many sizes of batches, each compiled on its own. */
export interface StepCount {
  readonly steps: number;
  readonly sizes: number;
}

/** The steps of so many epochs; the last batch of each may be smaller. */
export function countSteps(examples: number, batchSize: number, epochs: number): StepCount {
  return {
    steps: epochs * Math.ceil(examples / batchSize),
    sizes: examples % batchSize === 0 || examples < batchSize ? 1 : 2,
  };
}

/** Whether a training has steps enough for compiling them to pay off. */
export const isCompilingWorthwhile = ({ steps, sizes }: StepCount): boolean => steps >= stepsToEarn * sizes;

/** Matrix products and gates that a recurrent layer starts at each moment. */
const operationsPerMoment = 4;

/** Operations that layers start, which make the graph of a step. */
export const operationsStarted = ({ layer = 0, moment = 0 }: Work): number =>
  layer + operationsPerMoment * moment;

/** Seconds until the first compiled step is done, the forward pass of evaluation included; 0 where that is not known. */
export function compileSeconds(
  network: Network,
  size: StepSize,
  sizes: number,
  { compile }: Pick<Speed, 'compile'>,
): number {
  if (!compile) return 0;
  const operations = operationsStarted(workOfStep(network, size));
  // Evaluation compiles the forward pass alone: a third of a step.
  return (sizes + 1 / 3) * (compile.graph + compile.operation * operations);
}

/** Seconds of a step op by op, in the place of one that does not pay to compile; 0 where that is not known. */
export const plainStepSeconds = (network: Network, size: StepSize, speed: Pick<Speed, 'compile'>): number =>
  (compileSeconds(network, size, 1, speed) * 3) / 4 / stepsToEarn;
