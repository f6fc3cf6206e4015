import type { ForwardCall, FusedOperations, LayerRandom } from '../../layers/kind.ts';
import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { noRandom } from './random.ts';
import { shardSizes } from './shards.ts';
import { type WeightTensors, weightKey } from './weights.ts';

export function layerWeights(layer: NetworkLayer, weights: WeightTensors): Record<string, Tensor> {
  return Object.fromEntries(
    layer.weights.map((spec) => [spec.name, weights.get(weightKey(layer, spec.name))!]),
  );
}

/** The one place where examples enter and the one where answers leave. @throws Error where there are several */
export function inputAndOutput(network: Network): { input: NetworkLayer; output: NetworkLayer } {
  const only = (ids: readonly string[], what: 'inputs' | 'outputs'): NetworkLayer => {
    if (ids.length !== 1) throw new TextError(message(`engine.several-${what}`, { count: ids.length }));
    return network.layers.find(({ id }) => id === ids[0])!;
  };
  return { input: only(network.inputs, 'inputs'), output: only(network.outputs, 'outputs') };
}

export interface TrainingPass {
  /** Whether a layer runs as in training; one that is frozen may run as it is used. */
  training(layer: NetworkLayer): boolean;
  random(layer: NetworkLayer): LayerRandom;
  readonly fused?: FusedOperations | undefined;
  update(key: string, value: Tensor): void;
}

/**
 * The network's outputs for a batch in training, layer by layer in order, without recursion.
 * @param x `[batch, ...input]`
 * @param logitsOf the layer that leaves its softmax or sigmoid out; null for none
 * @returns `[batch, ...output]`
 */
export function forwardTraining(
  tf: TF,
  network: Network,
  weights: WeightTensors,
  x: Tensor,
  logitsOf: string | null,
  pass: TrainingPass,
): Tensor {
  const output = inputAndOutput(network).output.id;
  const results = new Map<string, Tensor>();
  for (const layer of network.layers) {
    const result = layer.kind.forward(tf, layer.params, {
      inputs: layer.inputs.length === 0 ? [x] : layer.inputs.map((id) => results.get(id)!),
      weights: layerWeights(layer, weights),
      training: pass.training(layer),
      random: pass.random(layer),
      update: (name, value) => pass.update(weightKey(layer, name), value),
      fused: pass.fused,
      logits: layer.id === logitsOf,
    });
    results.set(layer.id, result);
  }
  return results.get(output)!;
}

/** Of the layers before `wanted` and themselves: how many take each one's output. */
function countUses(network: Network, wanted: ReadonlySet<string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const layer of [...network.layers].reverse()) {
    if (!wanted.has(layer.id) && !uses.has(layer.id)) continue;
    if (!uses.has(layer.id)) uses.set(layer.id, 0);
    for (const input of layer.inputs) uses.set(input, (uses.get(input) ?? 0) + 1);
  }
  return uses;
}

interface ForwardOptions {
  /** The layer that leaves its softmax or sigmoid out; null for none. */
  readonly logitsOf?: string | null;
  /** What the backend has in one piece. */
  readonly fused?: ForwardCall['fused'];
  /** Puts something else in the place of a layer's output. */
  readonly change?: ((layer: string, output: Tensor) => Tensor) | undefined;
  /** Other weights in the place of a layer's. */
  readonly reweighted?:
    | ((layer: NetworkLayer, own: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>>)
    | undefined;
}

/**
 * `forward` with the batch in shards that are computed side by side. Examples do not depend on each other in a network
 * that is used, so that only rounding may differ.
 * @param shards how many; a batch with fewer than two examples for each is computed whole
 */
export function forwardInShards(
  tf: TF,
  network: Network,
  weights: WeightTensors,
  x: Tensor,
  wanted: readonly string[],
  shards: number,
  how: ForwardOptions = {},
): Map<string, Tensor> {
  const count = x.shape[0]!;
  if (shards === 1 || count < 2 * shards) return forward(tf, network, weights, x, wanted, how);
  const parts = tf.split(x, shardSizes(count, shards));
  const results = parts.map((part) => forward(tf, network, weights, part, wanted, how));
  return new Map(wanted.map((id) => [id, tf.concat(results.map((result) => result.get(id)!))]));
}

/**
 * Outputs of the wanted layers as the network is used, not trained. Computes only what they need, and frees each
 * output when the last layer that takes it has run.
 * @param x `[batch, ...input]`; stays the caller's
 * @param wanted ids of layers
 * @returns by id, `[batch, ...outputShape]`; the caller disposes of them
 */
export function forward(
  tf: TF,
  network: Network,
  weights: WeightTensors,
  x: Tensor,
  wanted: readonly string[],
  { logitsOf = null, fused, change, reweighted }: ForwardOptions = {},
): Map<string, Tensor> {
  const kept = new Set(wanted);
  const uses = countUses(network, kept);
  const results = new Map<string, Tensor>();
  for (const layer of network.layers) {
    if (!uses.has(layer.id)) continue;
    const inputs = layer.inputs.length === 0 ? [x] : layer.inputs.map((id) => results.get(id)!);
    const result = tf.tidy(() => {
      const own = layerWeights(layer, weights);
      const tensor = layer.kind.forward(tf, layer.params, {
        inputs,
        weights: reweighted ? reweighted(layer, own) : own,
        training: false,
        random: noRandom,
        update: () => {},
        fused,
        logits: layer.id === logitsOf,
      });
      const put = change ? change(layer.id, tensor) : tensor;
      // A layer may hand on its input; each result must be its own to be freed on its own.
      return inputs.includes(put) ? put.clone() : put;
    });
    results.set(layer.id, result);
    for (const input of layer.inputs) {
      const left = uses.get(input)! - 1;
      uses.set(input, left);
      if (left === 0 && !kept.has(input)) {
        results.get(input)!.dispose();
        results.delete(input);
      }
    }
  }
  return results;
}
