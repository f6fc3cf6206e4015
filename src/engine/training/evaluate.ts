import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SplitHandle } from '../../datasets/dataset.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import { isAnswered } from '../../training/target.ts';
import type { Tensors } from '../compiled/compiled-function.ts';
import { planSinglePass } from '../feeding/batch-plan.ts';
import type { Feeder } from '../feeding/feeder.ts';
import { forwardInShards, inputAndOutput } from '../model/forward.ts';
import { identityOf } from '../model/identity.ts';
import { type ExecutionOptions, openFunction } from '../model/open-function.ts';
import { applyMeaning, lossInput, predictedClasses, predictedValues, readingOf } from '../model/outputs.ts';
import { explainRefusal } from '../model/refusal.ts';
import type { StepPlan } from '../model/step.ts';
import { makeTargets, rightAnswers } from '../model/step-targets.ts';
import { targetLayout, targetTensor } from '../model/targets.ts';
import { disposeAll, prefixWeights, type WeightTensors, weightsAmong } from '../model/weights.ts';
import { type AccumulatedMetrics, createMetricAccumulator } from './metric-accumulator.ts';

/** What evaluating needs of a plan: no weights of its own. */
export type EvaluationPlan = Pick<StepPlan, 'backend' | 'network' | 'settings' | 'target'>;

export interface EvaluationResult {
  readonly loss: number;
  /** Null where no answer is right or wrong: of numbers, and where the network is to give back its input. */
  readonly accuracy: number | null;
  /** The answered class of each example, in the order asked; empty where the examples have no class. */
  readonly predicted: Int32Array;
  /** What the network puts each answer down as, or of all classes `[count, classes]`; empty where that was not asked for. */
  readonly values: Float32Array;
  /** The metrics of the settings, by name; left out where there are none. */
  readonly metrics?: Record<string, number>;
  /** What else was gathered of the answers. */
  readonly gathered: AccumulatedMetrics;
}

const noMetrics: AccumulatedMetrics = { counts: null, confusion: null, numbers: null };

export interface EvaluationRequest {
  readonly split: SplitHandle;
  readonly feeder: Feeder;
  readonly indices: ArrayLike<number>;
  /** Lends the weights for one batch. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  onProgress?(done: number, total: number): void;
  /** True ends it early; the result is then of what was seen. */
  stopped?(): boolean;
}

/** Examples at once: as many as keep the activations near 64 MB, at most 256: more of them fit no cache. */
function batchFor(plan: EvaluationPlan): number {
  const numbers = plan.network.layers.reduce(
    (most, { outputShape }) =>
      Math.max(
        most,
        outputShape.reduce((product, dimension) => product * dimension, 1),
      ),
    1,
  );
  return Math.max(1, Math.min(256, Math.floor(2 ** 24 / (2 * numbers))));
}

/** Where it was computed. */
function copyInto(all: Int32Array | Float32Array, some: Tensor | undefined, at: number): void {
  if (some) all.set(some.dataSync(), at);
}

/** Finds out how well a network does on examples. */
export interface Evaluator {
  /** Mean loss and accuracy; hands the turn on between batches, so that messages are served. */
  evaluate(request: EvaluationRequest): Promise<EvaluationResult>;
  dispose(): void;
}

/**
 * @param plan its backend with the kernels of inference
 * @param withValues whether it says how sure the network is of each answer, or of all classes
 */
export function createEvaluator(
  plan: EvaluationPlan,
  execution: ExecutionOptions,
  withValues: boolean | 'all' = false,
): Evaluator {
  const { backend, network, settings, target } = plan;
  const { tf } = backend;
  const { input, output } = inputAndOutput(network);
  const { kind: loss, params } = settings.loss;
  const size = batchFor(plan);
  const exampleSize = sizeOf(input.outputShape);
  const classes = target === 'class';
  const answered = isAnswered(target);
  const layout = targetLayout(plan);
  const valued = classes && withValues;
  /** Values of each example. */
  const width = !valued ? 0 : valued === 'all' ? sizeOf(output.outputShape) : 1;
  const what = {
    settings: { loss: { kind: loss.kind, params }, metrics: settings.metrics },
    target,
    ...(valued && { valued }),
  };

  const compute = (inputs: Tensors): Tensors => {
    const x = inputs.get('x')!;
    const weights = weightsAmong(inputs);
    const reading = readingOf(plan);
    const pass = { logitsOf: reading.logitsOf, fused: backend.fused };
    const shards = backend.kernels?.shards ?? 1;
    const result = forwardInShards(tf, network, weights, x, [output.id], shards, pass).get(output.id)!;
    const scores = lossInput(tf, reading, result);
    const targets = makeTargets(plan, x, inputs.get('labels')!);
    const chosen = classes ? predictedClasses(tf, reading, scores) : null;
    const isRight = answered && !classes ? rightAnswers(plan, scores, inputs.get('labels')!) : null;
    return new Map([
      ['loss', tf.sum(loss.perExample(tf, params, targets, scores))],
      ...(chosen ? [['predicted', chosen] as const] : []),
      // Of each example the share that is right: of its labels, or of its pixels.
      ...(isRight ? [['right', tf.sum(tf.mean(tf.reshape(isRight, [x.shape[0]!, -1]), 1))] as const] : []),
      ...(valued === 'all' ? [['values', applyMeaning(tf, reading, result)] as const] : []),
      ...(chosen && valued === true
        ? [['values', predictedValues(tf, reading, result, chosen)] as const]
        : []),
      ...(createMetricAccumulator(plan)?.compute(result, targets) ?? []),
    ]);
  };
  const own = openFunction(backend, identityOf(backend, network, what), compute, execution);

  /** @param use is lent the results */
  const run = (
    weights: WeightTensors,
    x: Float32Array,
    labels: Int32Array | Float32Array,
    count: number,
    use: (results: Tensors) => void,
  ): void => {
    const data: [string, Tensor][] = [
      ['x', tf.tensor(x, [count, ...input.outputShape])],
      ['labels', targetTensor(tf, layout, labels, count)],
    ];
    try {
      const results = own.run(new Map([...data, ...prefixWeights(weights)]), [], 'at once');
      use(results);
      disposeAll(results.values());
    } catch (error) {
      throw explainRefusal(error, network);
    } finally {
      for (const [, tensor] of data) tensor.dispose();
    }
  };

  return {
    async evaluate({ split, feeder, indices, ...request }) {
      const total = indices.length;
      const predicted = new Int32Array(total * Number(classes));
      const values = new Float32Array(total * width);
      const measure = createMetricAccumulator(plan);
      let sum = 0;
      let right = 0;
      let seen = 0;
      const feed = feeder.open(split, planSinglePass(indices, Math.min(size, Math.max(1, total))));
      try {
        while (seen < total && !request.stopped?.()) {
          const { count, x, labels } = await feed.next();
          request.borrow((weights) =>
            run(weights, x.subarray(0, count * exampleSize), labels, count, (results) => {
              sum += results.get('loss')!.dataSync()[0]!;
              right += results.get('right')?.dataSync()[0] ?? 0;
              copyInto(predicted, results.get('predicted'), seen);
              copyInto(values, results.get('values'), seen * width);
              measure?.add(count, results);
            }),
          );
          if (classes) for (let at = 0; at < count; at++) if (predicted[seen + at] === labels[at]) right++;
          seen += count;
          request.onProgress?.(seen, total);
          await nextTurn();
        }
      } finally {
        feed.close();
      }
      const given = predicted.subarray(0, Math.min(seen, predicted.length));
      const actual = Int32Array.from(given, (_, at) => split.labels[indices[at]!]!);
      return {
        loss: sum / Math.max(1, seen),
        accuracy: answered ? right / Math.max(1, seen) : null,
        predicted: given,
        values: values.subarray(0, seen * width),
        ...(measure && { metrics: measure.result(actual, given) }),
        gathered: measure?.gathered() ?? noMetrics,
      };
    },
    dispose: () => own.dispose(),
  };
}
