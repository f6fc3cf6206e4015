import { isFiniteTensor } from '../../insight/finite.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { type Message, message } from '../../text/message.ts';
import type { Backend } from '../backends/backend.ts';
import { forward } from '../model/forward.ts';
import type { StepPlan } from '../model/step.ts';
import type { Batch, Stepper } from '../model/stepper.ts';
import { type WeightTensors, weightKey } from '../model/weights.ts';
import type { TrainingOutcome } from './outcome.ts';

interface Divergence {
  readonly layer: NetworkLayer;
  /** What about the layer is not finite. */
  readonly what: Message;
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
        const what = message('engine.weight-exploded', { weight: name, layer: layer.name, size: largest });
        return { layer, what };
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
    if (broken)
      return { layer, what: message('engine.weight-not-finite', { weight: broken.name, layer: layer.name }) };
  }
  const input = network.layers.find(({ id }) => id === network.inputs[0])!;
  return tf.tidy(() => {
    const size = count * input.outputShape.reduce((product, dimension) => product * dimension, 1);
    const images = tf.tensor(x.subarray(0, size), [count, ...input.outputShape]);
    const all = network.layers.map(({ id }) => id);
    const outputs = forward(tf, network, weights, images, all);
    const broken = network.layers.find(({ id }) => !isFiniteTensor(tf, outputs.get(id)!));
    const found: Divergence = broken
      ? { layer: broken, what: message('engine.output-not-finite', { layer: broken.name }) }
      : { layer: last, what: message('engine.outputs-too-large', { layer: last.name }) };
    return found as never;
  }) as Divergence;
}

/** How a run ends whose last step had this loss: the step, the layer concerned, and what helps. */
export function explainDivergence(
  plan: StepPlan,
  stepper: Stepper,
  batch: Batch,
  loss: number,
): TrainingOutcome {
  const { layer, what } = stepper.borrow(
    (weights) =>
      (Number.isFinite(loss) ? findExplosion(plan.backend, plan.network, weights) : null) ??
      findDivergence(plan.backend, plan.network, weights, batch.x, batch.count),
  );
  const infinite = Number.isNaN(loss) ? 'nan' : 'infinite';
  const how = Number.isFinite(loss) ? 'exploded' : infinite;
  const step = stepper.steps + (Number.isFinite(loss) ? 0 : 1);
  return {
    state: 'diverged',
    message: message('engine.diverged', { step, how, loss: Number.isFinite(loss) ? loss : null, what }),
    layer: layer.id,
  };
}
