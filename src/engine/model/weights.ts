import type { WeightSpec } from '../../layers/kind.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Backend } from '../backends/backend.ts';
import { initialValues } from '../random/initialize.ts';

/** A weight of a network. `key` is `LAYER/WEIGHT`, unique in the network; files and seeds know it by that. */
export interface NamedWeight {
  readonly key: string;
  readonly layer: NetworkLayer;
  readonly spec: WeightSpec;
}

export type WeightTensors = ReadonlyMap<string, Tensor>;
export type WeightValues = ReadonlyMap<string, Float32Array>;

export const weightKey = (layer: NetworkLayer, weight: string): string => `${layer.name}/${weight}`;

/** All weights, in the network's order. @throws Error where two layers share a name */
export function listWeights(network: Network): readonly NamedWeight[] {
  const weights = network.layers.flatMap((layer) =>
    layer.weights.map((spec) => ({ key: weightKey(layer, spec.name), layer, spec })),
  );
  const seen = new Set<string>();
  for (const { key, layer } of weights) {
    if (seen.has(key)) throw new TextError(message('engine.same-name', { layer: layer.name }));
    seen.add(key);
  }
  return weights;
}

/** What every weight starts from, by its initializer, the seed and its key. */
export function initialWeights(weights: readonly NamedWeight[], seed: number): Map<string, Float32Array> {
  return new Map(
    weights.map(({ key, spec }) => [key, initialValues(spec.initializer, spec.shape, seed, key)]),
  );
}

/** Values as tensors, kept until disposed of. @throws Error where a weight is missing or has another size */
export function toTensors(
  { tf }: Backend,
  weights: readonly NamedWeight[],
  values: WeightValues,
): Map<string, Tensor> {
  return new Map(
    weights.map(({ key, spec }) => {
      const value = values.get(key);
      const size = spec.shape.reduce((product, dimension) => product * dimension, 1);
      if (value?.length !== size) {
        throw new TextError(
          message('runs.weight-length', { weight: key, expected: size, found: value?.length ?? 0 }),
        );
      }
      // A copy: a backend may keep the array, and who gave it may change it.
      return [key, tf.keep(tf.tensor(value.slice(), [...spec.shape], 'float32'))];
    }),
  );
}

/** Reads tensors back to this side. */
export function readTensors(tensors: WeightTensors): Map<string, Float32Array> {
  return new Map([...tensors].map(([key, tensor]) => [key, new Float32Array(tensor.dataSync())]));
}

export function disposeAll(tensors: Iterable<Tensor>): void {
  for (const tensor of tensors) tensor.dispose();
}

const prefix = 'weight ';

/** Weights beside other inputs of a computation, by names that distinguish them. */
export const prefixWeights = (weights: WeightTensors): [string, Tensor][] =>
  [...weights].map(([key, tensor]) => [prefix + key, tensor]);

/** The weights among the inputs of a computation. */
export const weightsAmong = (inputs: WeightTensors): Map<string, Tensor> =>
  new Map(
    [...inputs].flatMap(([name, tensor]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), tensor]] : [],
    ),
  );
