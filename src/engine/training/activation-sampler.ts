import type { Batcher } from '../../datasets/batcher.ts';
import { type StatisticsSum, sumStatistics, watchedActivation } from '../../insight/activation-statistics.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { ActivationStatistics } from '../../protocol/health.ts';
import type { Backend } from '../backends/backend.ts';
import { inputAndOutput, layerWeights } from '../model/forward.ts';
import { noRandom } from '../model/random.ts';
import type { WeightTensors } from '../model/weights.ts';

/** How many examples are looked at. */
const looked = 128;

/** Examples at once: as many as keep the largest layer near 32 MB. */
function partOf(network: Network): number {
  const sizes = network.layers.map(({ outputShape }) => outputShape.reduce((size, side) => size * side, 1));
  return Math.max(1, Math.min(looked, Math.floor(2 ** 23 / sizes.reduce((a, b) => Math.max(a, b), 1))));
}

/** The layers whose activations are watched: hidden ones, for an output may well be at the end of its range. */
const watchedLayers = (network: Network): readonly NetworkLayer[] =>
  network.layers.filter((layer) => !network.outputs.includes(layer.id) && watchedActivation(layer) !== null);

/**
 * Runs examples through the network and hands each wanted layer's output to `see`, freeing outputs as soon as the
 * last layer that takes them has run. Normalizations use the batch's statistics, as in the step: their moving ones
 * lag behind in the first epochs.
 * @param x `[batch, ...input]`; stays the caller's
 */
function passThrough(
  { tf }: Backend,
  network: Network,
  weights: WeightTensors,
  x: Tensor,
  see: (layer: NetworkLayer, output: Tensor) => void,
): void {
  const left = new Map(network.layers.map(({ id }) => [id, 0]));
  for (const { inputs } of network.layers) for (const id of inputs) left.set(id, left.get(id)! + 1);
  const results = new Map<string, Tensor>();
  for (const layer of network.layers) {
    const inputs = layer.inputs.length === 0 ? [x] : layer.inputs.map((id) => results.get(id)!);
    const output = tf.tidy(() => {
      const tensor = layer.kind.forward(tf, layer.params, {
        inputs,
        weights: layerWeights(layer, weights),
        training: layer.kind.family === 'normalization',
        random: noRandom,
        update: () => {},
        logits: false,
      });
      return inputs.includes(tensor) ? tensor.clone() : tensor;
    });
    see(layer, output);
    if (left.get(layer.id) === 0) output.dispose();
    else results.set(layer.id, output);
    for (const id of layer.inputs) {
      left.set(id, left.get(id)! - 1);
      if (left.get(id) === 0) {
        results.get(id)!.dispose();
        results.delete(id);
      }
    }
  }
}

export interface ActivationSamplerParts {
  readonly backend: Backend;
  readonly network: Network;
  readonly batcher: Batcher;
  /** The examples to choose from. */
  readonly examples: Int32Array;
}

/**
 * Looks at what the activation functions do to some examples, always the same ones.
 * @returns a function of the weights: statistics by layer, of those that are watched
 */
export function createActivationSampler({
  backend,
  network,
  batcher,
  examples,
}: ActivationSamplerParts): (weights: WeightTensors) => ReadonlyMap<string, ActivationStatistics> {
  const watched = watchedLayers(network);
  const count = Math.min(looked, examples.length);
  // Spread over the whole split: neighbors are often of one class.
  const chosen = Int32Array.from(
    { length: count },
    (_, at) => examples[Math.floor((at * examples.length) / count)]!,
  );
  const part = partOf(network);
  const inputShape = inputAndOutput(network).input.outputShape;
  return (weights) => {
    if (watched.length === 0) return new Map();
    const { tf } = backend;
    const sums = new Map<string, StatisticsSum>(
      watched.map((layer) => [layer.id, sumStatistics(tf, watchedActivation(layer)!)]),
    );
    for (let at = 0; at < count; at += part) {
      const indices = chosen.subarray(at, at + part);
      const values = new Float32Array(indices.length * batcher.exampleSize);
      batcher.fill(indices, values);
      const x = tf.tensor(values, [indices.length, ...inputShape]);
      passThrough(backend, network, weights, x, ({ id }, output) => sums.get(id)?.add(output));
      x.dispose();
    }
    return new Map([...sums].map(([id, sum]) => [id, sum.result()]));
  };
}
