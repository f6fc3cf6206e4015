import type { Backend } from '../../src/engine/backends/backend.ts';
import { openStepper, type StepMode } from '../../src/engine/model/open-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import {
  initialWeights,
  listWeights,
  readTensors,
  type WeightValues,
} from '../../src/engine/model/weights.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { sentence } from '../../src/text/message.ts';
import { randomBatch } from './random-batch.ts';
import { recordedTarget } from './recorded-target.ts';

/** How two ways of training the same network compare. */
export interface Agreement {
  /** How the compiled training ended up: `eager` where the compiled step was not trusted. */
  readonly mode: StepMode;
  readonly reason: string;
  readonly params: number;
  /** Of the loss of any step, the largest difference; of losses above 1, relative to them. */
  readonly loss: number;
  /** Of any weight after the last step, the largest difference. */
  readonly weights: number;
  /** How far any weight has moved, at most. */
  readonly moved: number;
  /**
   * Where the two are further apart than 1e-4: how far op by op comes from itself when its first weights differ by
   * rounding. A deep network with batch normalization over a few examples amplifies that by itself. Else null.
   */
  readonly trembling: { readonly loss: number; readonly weights: number } | null;
}

/** A relative difference that float32 can just hold. */
const rounding = 2 ** -22;

export interface Trial {
  readonly batch: number;
  readonly steps: number;
  /** Side of square images, where the network takes others than its own. */
  readonly side?: number | undefined;
  /** Plain momentum with this learning rate in place of the document's own optimizer. */
  readonly momentum?: number | undefined;
}

/** The document as the trial wants it. */
function adapted(text: string, { side, momentum }: Trial): string {
  const document = JSON.parse(text);
  const input = document.layers.find(({ kind }: { kind: string }) => kind === 'input');
  if (side !== undefined) input.params.shape = [side, side, input.params.shape[2]];
  if (momentum !== undefined) {
    document.training.optimizer = { kind: 'momentum', params: { learningRate: momentum } };
  }
  return JSON.stringify(document);
}

function largestDifference(one: WeightValues, other: WeightValues): number {
  let most = 0;
  for (const [key, values] of one) {
    const others = other.get(key)!;
    for (let at = 0; at < values.length; at++) most = Math.max(most, Math.abs(values[at]! - others[at]!));
  }
  return most;
}

/** Trains a document's network op by op and compiled, from the same weights on the same random data. */
export function compareWays(backend: Backend, text: string, trial: Trial): Agreement {
  const { network, settings, target, totals } = checkDocument(
    readDocument(adapted(text, trial)),
    null,
    recordedTarget(text),
  );
  const plan: StepPlan = { backend, network, weights: listWeights(network), settings, target };
  const start = initialWeights(plan.weights, 1);
  const kind = target === 'mask' ? 'mask' : 'class';
  const batches = Array.from({ length: trial.steps }, (_, at) =>
    randomBatch(network, trial.batch, `${at}`, kind),
  );
  const train = (mode: StepMode, from: WeightValues) => {
    const stepper = openStepper(plan, { weights: from, slots: new Map(), steps: 0 }, [trial.batch], mode);
    const losses = batches.map((batch) => stepper.run(batch, settings.learningRate).loss);
    const result = {
      losses,
      weights: stepper.borrow(readTensors),
      mode: stepper.mode,
      reason: stepper.reason,
    };
    stepper.dispose();
    return result;
  };
  const one = train('eager', start);
  const apartFrom = (other: ReturnType<typeof train>) => ({
    loss: Math.max(
      ...one.losses.map((loss, at) => Math.abs(loss - other.losses[at]!) / Math.max(1, Math.abs(loss))),
    ),
    weights: largestDifference(one.weights, other.weights),
  });
  const other = train('compiled', start);
  const apart = apartFrom(other);
  const nudged = (): WeightValues =>
    new Map([...start].map(([key, values]) => [key, values.map((value) => value * (1 + rounding))]));
  return {
    mode: other.mode,
    reason: sentence(other.reason, 'en'),
    params: totals.params,
    ...apart,
    moved: largestDifference(one.weights, start),
    trembling: Math.max(apart.loss, apart.weights) > 1e-4 ? apartFrom(train('eager', nudged())) : null,
  };
}
