import { isFiniteTensor } from '../../insight/finite.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { Backend } from '../backends/backend.ts';
import { forward } from '../model/forward.ts';
import type { StepPlan } from '../model/step.ts';
import type { Batch, Stepper } from '../model/stepper.ts';
import { type WeightTensors, weightKey } from '../model/weights.ts';
import type { Outcome } from './outcome.ts';

interface Divergence {
  readonly layer: NetworkLayer;
  /** What about the layer is not finite, in words. */
  readonly what: string;
}

/** A loss this many times the first one's has left the range in which anything is learned. */
const explosion = 1e6;

export const isDivergence = (loss: number, firstLoss: number): boolean =>
  !(loss <= explosion * Math.max(1, firstLoss));

/** The first layer with a weight beyond `explosion`; null where there is none. */
function findExplosion({ tf }: Backend, network: Network, weights: WeightTensors): Divergence | null {
  for (const layer of network.layers) {
    for (const { name } of layer.weights) {
      const largest = tf.tidy(() => tf.max(tf.abs(weights.get(weightKey(layer, name))!)).dataSync()[0]!);
      if (largest > explosion) {
        const size = largest.toExponential(1);
        return { layer, what: `the weight "${name}" of layer "${layer.name}" has grown to ${size}` };
      }
    }
  }
  return null;
}

/**
 * The first layer, in the network's order, whose weights or output for this batch are not finite; the last layer
 * where all are, for then the loss alone has overflowed.
 * @param x float32 values of `[count, ...input]`
 */
function findDivergence(
  { tf }: Backend,
  network: Network,
  weights: WeightTensors,
  x: Float32Array,
  count: number,
): Divergence {
  const last = network.layers.find(({ id }) => id === network.outputs[0])!;
  for (const layer of network.layers) {
    const broken = layer.weights.find(
      ({ name }) => !isFiniteTensor(tf, weights.get(weightKey(layer, name))!),
    );
    if (broken) return { layer, what: `the weight "${broken.name}" of layer "${layer.name}" is not finite` };
  }
  const input = network.layers.find(({ id }) => id === network.inputs[0])!;
  return tf.tidy(() => {
    const size = count * input.outputShape.reduce((product, dimension) => product * dimension, 1);
    const images = tf.tensor(x.subarray(0, size), [count, ...input.outputShape]);
    const all = network.layers.map(({ id }) => id);
    const outputs = forward(tf, network, weights, images, all);
    const broken = network.layers.find(({ id }) => !isFiniteTensor(tf, outputs.get(id)!));
    const found: Divergence = broken
      ? { layer: broken, what: `the output of layer "${broken.name}" is not finite` }
      : { layer: last, what: `the outputs of layer "${last.name}" are too large for the loss` };
    return found as never;
  }) as Divergence;
}

/** How a run ends whose last step had this loss: the step, the layer concerned, and what helps. */
export function explainDivergence(plan: StepPlan, stepper: Stepper, batch: Batch, loss: number): Outcome {
  const { layer, what } = stepper.borrow(
    (weights) =>
      (Number.isFinite(loss) ? findExplosion(plan.backend, plan.network, weights) : null) ??
      findDivergence(plan.backend, plan.network, weights, batch.x, batch.count),
  );
  const infinite = Number.isNaN(loss) ? 'is no longer a number' : 'has become infinite';
  const became = Number.isFinite(loss) ? `has exploded to ${loss.toExponential(1)}` : infinite;
  const step = stepper.steps + (Number.isFinite(loss) ? 0 : 1);
  return {
    state: 'diverged',
    message: `In step ${step} the loss ${became}: ${what}. Try a smaller learning rate.`,
    layer: layer.id,
  };
}
