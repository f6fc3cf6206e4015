import { constrain, penaltyOf } from '../../layers/rules.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { type LayerTraining, layerTraining } from '../../training/layer-settings.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import type { TargetKind } from '../../training/target.ts';
import type { Backend } from '../backends/backend.ts';
import { clipGradients } from './clip.ts';
import { forwardTraining } from './forward.ts';
import { lossInput, readingOf } from './outputs.ts';
import { layerRandom } from './random.ts';
import { shardSizes } from './shards.ts';
import { accuracy, makeTargets } from './step-targets.ts';
import type { NamedWeight, WeightTensors } from './weights.ts';

/** An optimizer's state: `LAYER/WEIGHT/SLOT`. */
export const slotKey = (weight: string, slot: string): string => `${weight}/${slot}`;

/** What a training step does, apart from the numbers that it does it to. */
export interface StepPlan {
  readonly backend: Backend;
  readonly network: Network;
  readonly weights: readonly NamedWeight[];
  readonly settings: ResolvedSettings;
  /** What the output is held against. */
  readonly target: TargetKind;
  /** How much each class counts in the loss, as Keras's `class_weight`; null or left out where all count 1. */
  readonly classWeights?: readonly number[] | null;
  /** Whether two examples are mixed into one: its labels are `[batch, 3]`, two classes and the share of the first. */
  readonly mixed?: boolean;
}

/** Everything that changes from step to step, as tensors. */
export interface StepInput {
  /** float32 `[batch, ...input]`. */
  readonly x: Tensor;
  /** int32 `[batch]`, the true classes; of other targets `[batch, ...]` as `targetLayout` says. */
  readonly labels: Tensor;
  /** int32 scalar, 1 in the first step. */
  readonly step: Tensor;
  /** float32 scalar. */
  readonly learningRate: Tensor;
  readonly weights: WeightTensors;
  readonly slots: WeightTensors;
}

export interface StepOutput {
  /** float32 `[2]`: mean loss, share of right answers (0 where there are no classes). */
  readonly metrics: Tensor;
  /** float32, as `Gradients` has it. */
  readonly norms: Tensor;
  /** Those that changed. */
  readonly weights: WeightTensors;
  readonly slots: WeightTensors;
}

const trainingOf = ({ settings }: Pick<StepPlan, 'settings'>, layer: NetworkLayer): LayerTraining =>
  layerTraining(settings.layers, layer.id);

/** The weights that the optimizer moves: trainable, and not of a frozen layer. */
export function trainedWeights(plan: StepPlan): readonly NamedWeight[] {
  return plan.weights.filter(({ layer, spec }) => spec.trainable && !trainingOf(plan, layer).frozen);
}

/** Slots of all trained weights with the values they start from. */
export function listSlots(
  plan: StepPlan,
): readonly { key: string; shape: readonly number[]; initial: number }[] {
  const { kind, params } = plan.settings.optimizer;
  const slots = kind.slots(params);
  return trainedWeights(plan).flatMap(({ key, spec }) =>
    slots.map(({ name, initial }) => ({ key: slotKey(key, name), shape: spec.shape, initial })),
  );
}

/** A frozen layer that follows the data with weights of its own (moving statistics) uses them as they are. */
function runsInTraining(plan: Pick<StepPlan, 'settings'>, layer: NetworkLayer): boolean {
  return !(trainingOf(plan, layer).frozen && layer.weights.some(({ trainable }) => !trainable));
}

/** The loss with the penalties of all weights. */
function penalized({ backend: { tf }, weights }: StepPlan, loss: Tensor, values: WeightTensors): Tensor {
  return weights.reduce(
    (sum, { key, spec }) => (spec.penalty ? tf.add(sum, penaltyOf(tf, spec.penalty, values.get(key)!)) : sum),
    loss,
  );
}

/** The mean loss of a batch, each example counting as its class does. */
function meanLoss(plan: StepPlan, targets: Tensor, predictions: Tensor): Tensor {
  const { tf } = plan.backend;
  const { kind, params } = plan.settings.loss;
  const each = kind.perExample(tf, params, targets, predictions);
  if (!plan.classWeights || plan.target !== 'class') return tf.mean(each);
  const [first, second] = plan.classWeights as [number, number];
  const counts = isSingleUnit(targets.shape.slice(1))
    ? tf.reshape(tf.add(tf.mul(targets, second - first), first), [-1])
    : tf.sum(tf.mul(targets, tf.tensor1d([...plan.classWeights])), -1);
  return tf.mean(tf.mul(each, counts));
}

/** float32 `[gradients.length]`, their L2 norms. */
function normsOf({ tf, halfSquares }: Backend, gradients: readonly (Tensor | null)[]): Tensor {
  if (gradients.length === 0) return tf.tensor1d([]);
  const halves = gradients.map((gradient) => (gradient ? halfSquares(gradient) : tf.scalar(0)));
  return tf.sqrt(tf.mul(2, tf.stack(halves)));
}

export interface Gradients {
  /** float32 `[2]`: mean loss, share of right answers (0 where there are no classes). */
  readonly metrics: Tensor;
  /** float32 `[trained weights]`: the L2 norm of each one's gradient before clipping, 0 where it has none. */
  readonly norms: Tensor;
  /** Of the trained weights that the output depends on, clipped as the settings say. */
  readonly gradients: WeightTensors;
  /** New values of weights that are not trained but follow the data (moving statistics). */
  readonly updates: WeightTensors;
}

/** Whether the examples of a batch can be computed apart: no layer that trains takes statistics over the batch. */
export const isSeparable = (plan: Pick<StepPlan, 'network' | 'settings'>): boolean =>
  plan.network.layers.every((layer) => !layer.kind.acrossExamples || !runsInTraining(plan, layer));

/** Some of a batch's examples, and the share of the batch that they are. */
interface Shard {
  readonly x: Tensor;
  readonly labels: Tensor;
  readonly share: number;
}

/** The batch in the parts that the backend's kernels ask for; whole where its examples cannot be computed apart. */
function shardsOf(plan: StepPlan, { x, labels }: Pick<StepInput, 'x' | 'labels'>): Shard[] {
  const { tf, kernels } = plan.backend;
  const count = x.shape[0]!;
  const sizes = shardSizes(count, isSeparable(plan) ? (kernels?.shards ?? 1) : 1);
  if (sizes.length === 1) return [{ x, labels, share: 1 }];
  const parts = tf.split(x, sizes);
  const labelParts = tf.split(labels, sizes);
  return sizes.map((size, at) => ({ x: parts[at]!, labels: labelParts[at]!, share: size / count }));
}

/** A shard's part of the loss's gradients, `grads` in the order of the trained weights, and of the metrics. */
function shardGradients(
  plan: StepPlan,
  { step, weights }: Pick<StepInput, 'step' | 'weights'>,
  { x, labels, share }: Shard,
  index: number,
  update: (key: string, value: Tensor) => void,
): { readonly grads: readonly (Tensor | null)[]; readonly metrics: Tensor } {
  const { backend, network, settings } = plan;
  const { tf } = backend;
  const metrics: Tensor[] = [];
  const reading = readingOf(plan);
  const { grads } = tf.engine().gradients(
    () => {
      const result = forwardTraining(tf, network, weights, x, reading.logitsOf, {
        training: (layer) => runsInTraining(plan, layer),
        // Each shard draws numbers of its own.
        random: ({ name }) =>
          layerRandom(backend, settings.seed, index === 0 ? name : `${name} shard ${index}`, step),
        fused: backend.fused,
        update,
      });
      const predictions = lossInput(tf, reading, result);
      const targets = makeTargets(plan, x, labels);
      const value = meanLoss(plan, targets, predictions);
      const measured = tf.stack([value, accuracy(plan, predictions, labels)]);
      metrics.push(tf.keep(share === 1 ? measured : tf.mul(measured, share)));
      // The loss that is reported leaves the penalties out, so that runs with and without them compare.
      const loss = penalized(plan, value, weights);
      return share === 1 ? loss : tf.mul(loss, share);
    },
    trainedWeights(plan).map(({ key }) => weights.get(key)!),
    undefined,
    true,
  );
  return { grads, metrics: metrics[0]! };
}

/**
 * The forward and the backward pass, made of tensor operations alone: they read no tensor's data, so that they can
 * be traced. A batch is computed in as many shards as the backend's kernels say; the gradient of the mean loss is the
 * sum of theirs. Call it inside `tf.tidy`; `metrics` and `updates` are kept and the caller's to dispose of.
 */
export function computeGradients(
  plan: StepPlan,
  input: Omit<StepInput, 'learningRate' | 'slots'>,
): Gradients {
  const { backend, settings } = plan;
  const { tf } = backend;
  const updates = new Map<string, Tensor>();
  const parts = shardsOf(plan, input).map((shard, index) =>
    // TensorFlow.js disposes of what its forward pass made and did not return.
    shardGradients(plan, input, shard, index, (key, value) => updates.set(key, tf.keep(value))),
  );
  const sum = (tensors: readonly Tensor[]): Tensor =>
    tensors.length === 1 ? tensors[0]! : tf.addN([...tensors]);
  const trained = trainedWeights(plan);
  // A weight that the output does not depend on has no gradient, and stays.
  const grads = trained.map((_, at) => {
    const own = parts.flatMap(({ grads }) => grads[at] ?? []);
    return own.length === 0 ? null : sum(own);
  });
  const metrics = tf.keep(sum(parts.map((part) => part.metrics)));
  for (const part of parts) if (part.metrics !== metrics) part.metrics.dispose();
  const gradients = new Map(trained.flatMap(({ key }, at) => (grads[at] ? [[key, grads[at]]] : [])));
  return {
    metrics,
    norms: normsOf(backend, grads),
    gradients: clipGradients(tf, settings.clipping, gradients),
    updates,
  };
}

/**
 * What the optimizer makes of gradients: new values of the weights that have one, and of their slots. Made of tensor
 * operations alone; call it inside `tf.tidy`.
 */
export function updateWeights(
  plan: StepPlan,
  input: Pick<StepInput, 'step' | 'learningRate' | 'weights' | 'slots'>,
  gradients: WeightTensors,
): Pick<StepOutput, 'weights' | 'slots'> {
  const { tf } = plan.backend;
  const { weightDecay } = plan.settings;
  const { kind: optimizer, params } = plan.settings.optimizer;
  const step = tf.cast(input.step, 'float32');
  const weights = new Map<string, Tensor>();
  const slots = new Map<string, Tensor>();
  const slotNames = optimizer.slots(params).map(({ name }) => name);
  const named = new Map(plan.weights.map((weight) => [weight.key, weight]));
  for (const [key, gradient] of gradients) {
    const { layer, spec } = named.get(key)!;
    const { rate } = trainingOf(plan, layer);
    const learningRate = rate === 1 ? input.learningRate : tf.mul(input.learningRate, rate);
    const before = input.weights.get(key)!;
    const result = optimizer.update(tf, params, {
      // Every weight shrinks before its update, biases too, as Keras does by default.
      weight: weightDecay === 0 ? before : tf.sub(before, tf.mul(before, tf.mul(learningRate, weightDecay))),
      gradient,
      slots: Object.fromEntries(slotNames.map((name) => [name, input.slots.get(slotKey(key, name))!])),
      learningRate,
      step,
    });
    const { constraint } = spec;
    weights.set(key, constraint ? constrain(tf, constraint, result.weight) : result.weight);
    for (const [name, value] of Object.entries(result.slots)) slots.set(slotKey(key, name), value);
  }
  return { weights, slots };
}

/**
 * One training step, made of tensor operations alone. Call it inside `tf.tidy`, and keep and later dispose of what
 * it returns.
 */
export function trainingStep(plan: StepPlan, input: StepInput): StepOutput {
  const { metrics, norms, gradients, updates } = computeGradients(plan, input);
  const { weights, slots } = updateWeights(plan, input, gradients);
  return { metrics, norms, weights: new Map([...updates, ...weights]), slots };
}
