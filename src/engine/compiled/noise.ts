import type { Tensor } from '../../layers/tensorflow.ts';
import { clipGradients } from '../model/clip.ts';
import {
  computeGradients,
  type StepInput,
  type StepPlan,
  slotKey,
  trainedWeights,
  updateWeights,
} from '../model/step.ts';
import { sameUpdate, type UpdateNorms, updateNorms } from './agreement.ts';

/** How far a weight's gradient, and what the optimizer makes of it, are above rounding. Euclidean norms. */
export interface RoundingMargin {
  /** Of its gradient. */
  readonly gradient: number;
  /** By how much the gradient differs from that of weights that differ from these by rounding. */
  readonly trembling: number;
  /** By how much what the optimizer makes of both differs, by the key of the weight and of its slots. */
  readonly updates: ReadonlyMap<string, number>;
  /**
   * 1 for each number of the weight whose gradient is well above what rounding changes, 0 for the others: of these an
   * adaptive optimizer may make a full step of either sign.
   */
  readonly certain: Tensor;
}

/**
 * What sums of some hundred thousand float32 numbers are off by, as a share. Each weight is changed by a number of its
 * own: of all changed alike, a normalization makes the same again.
 */
const rounding = 4e-6;

/** Gradients so many times as large as rounding changes them on average are certain. */
const clearly = 10;

/** A gradient that rounding changes by a tenth of it is noise. */
const noisy = 0.1;

/**
 * Measures op by op what rounding does to the gradients of a step: it is taken a second time with weights that differ
 * by some units in the last place. A bias in front of a batch normalization has no gradient but rounding errors, which
 * an adaptive optimizer turns into full steps of either sign.
 * Call it inside `tf.tidy`.
 * @returns by the keys of the trained weights
 */
export function measureNoise(plan: StepPlan, input: StepInput): ReadonlyMap<string, RoundingMargin> {
  const { tf } = plan.backend;
  const result = new Map<string, RoundingMargin>();
  const tremble = (weight: Tensor, at: number): Tensor => {
    const change = plan.backend.draw('normal', weight.shape, tf.tensor1d([at, 0], 'int32'));
    return tf.mul(weight, tf.add(tf.mul(change, rounding), 1));
  };
  const unclipped = { ...plan, settings: { ...plan.settings, clipping: { by: 'none', limit: 1 } } } as const;
  const slotNames = plan.settings.optimizer.kind
    .slots(plan.settings.optimizer.params)
    .map(({ name }) => name);
  const gradientsAt = (weights: StepInput['weights']): ReadonlyMap<string, Tensor> => {
    const { metrics, gradients, updates } = computeGradients(unclipped, { ...input, weights });
    for (const tensor of [metrics, ...updates.values()]) tensor.dispose();
    return gradients;
  };
  const one = gradientsAt(input.weights);
  const other = gradientsAt(
    new Map([...input.weights].map(([key, tensor], at) => [key, tremble(tensor, at)])),
  );
  const updated = [one, other].map((gradients) => {
    const { weights, slots } = updateWeights(
      plan,
      input,
      clipGradients(tf, plan.settings.clipping, gradients),
    );
    return new Map([...weights, ...slots]);
  }) as [Map<string, Tensor>, Map<string, Tensor>];
  for (const { key } of trainedWeights(plan)) {
    const gradient = one.get(key);
    if (!gradient) continue;
    const { apart, size } = updateNorms(tf, gradient, gradient, other.get(key)!);
    const least = (clearly * apart) / Math.sqrt(gradient.size);
    const certain = tf.cast(tf.greater(tf.abs(gradient), least), 'float32');
    const keys = [key, ...slotNames.map((name) => slotKey(key, name))];
    const updates = new Map(
      keys.map((own): [string, number] => {
        const [mine, theirs] = updated.map((tensors) => tf.mul(tensors.get(own)!, certain));
        return [own, updateNorms(tf, mine!, mine!, theirs!).apart];
      }),
    );
    result.set(key, { gradient: size, trembling: apart, updates, certain });
  }
  return result;
}

/**
 * Whether an update that differs from op by op differs by no more than rounding explains: op by op itself would not
 * come out closer.
 * @param norms of those numbers alone that are certain
 * @param gradient norm of the gradient that the update was made of
 */
export function isRounding(
  noise: RoundingMargin,
  key: string,
  norms: UpdateNorms,
  gradient: number,
): boolean {
  if (Math.abs(gradient - noise.gradient) > 0.01 * noise.gradient + 10 * noise.trembling) return false;
  if (sameUpdate(norms)) return true;
  const { apart, moved } = norms;
  const own = noise.updates.get(key) ?? 0;
  // Of noise the sign is chance and the size a matter of luck; how large it is was looked at above.
  return apart <= (noise.trembling > noisy * noise.gradient ? 20 * (moved + own) : 10 * own);
}
