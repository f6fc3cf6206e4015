import { newDocument } from '../../src/document/create.ts';
import type { Values } from '../../src/interchange/format.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { constrain } from '../../src/layers/rules.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../src/network/network.ts';
import { randomTensor, randomWeights, run } from '../conformance/support.ts';

/** A layer of a network that is made by hand, and what it takes from. */
export interface Part {
  readonly name: string;
  readonly kind: LayerKind;
  readonly params?: Params;
  readonly inputs?: readonly string[];
}

/** Parameters of a kind, what is not given by default. */
export const part = (kind: keyof typeof kinds, name: string, params: Params, ...inputs: string[]): Part => ({
  name,
  kind: kinds[kind] as unknown as LayerKind,
  params,
  inputs,
});

/** A network of the parts in their order; the ids are the names. */
export function networkOf(parts: readonly Part[], outputs: readonly string[]): Network {
  const layers: NetworkLayer[] = [];
  for (const { name, kind, params = {}, inputs = [] } of parts) {
    const parsed = kind.parameters.parse(params);
    const inputShapes = inputs.map((input) => layers.find(({ id }) => id === input)!.outputShape);
    const outputShape = kind.inferShape(parsed, inputShapes).shape!;
    const weights = kind.weights(parsed, inputShapes);
    layers.push({ id: name, name, kind, params: parsed, inputs, inputShapes, outputShape, weights });
  }
  return {
    layers,
    inputs: parts.filter(({ inputs = [] }) => inputs.length === 0).map(({ name }) => name),
    outputs,
  };
}

export const valuesOf = (tensor: Tensor): Values => ({
  shape: tensor.shape,
  values: new Float32Array(tensor.dataSync()),
});

/** A network that has no weights yet. */
export const untrained = (network: Network): TrainedNetwork => ({
  name: 'made by hand',
  network,
  document: newDocument('made by hand'),
  weights: new Map(),
  frozen: new Set(),
  reading: null,
  labels: [],
  preprocessing: null,
  inference: null,
  target: 'class',
  data: null,
  initial: null,
  language: 'en',
  servingGraph: null,
  calibration: null,
  run: null,
});

export interface Computed {
  readonly trained: TrainedNetwork;
  readonly inputs: readonly Values[];
  /** As the catalogue's own `forward` computes them. */
  readonly outputs: readonly Values[];
}

/** Weights as training leaves them. */
const constrained = (tf: TF, { weights }: NetworkLayer, drawn: Record<string, Tensor>) =>
  Object.fromEntries(
    weights.map(({ name, constraint }) => [
      name,
      constraint ? constrain(tf, constraint, drawn[name]!) : drawn[name]!,
    ]),
  );

/**
 * Random weights and inputs, and what comes out.
 * @param indices inputs that are whole numbers below this, by the input's id
 * @param given weights to use instead of random ones
 */
export function compute(
  tf: TF,
  network: Network,
  indices: ReadonlyMap<string, number> = new Map(),
  batch = 2,
  given?: ReadonlyMap<string, Float32Array>,
): Computed {
  tf.engine().startScope();
  try {
    const weights = new Map<string, Float32Array>();
    const results = new Map<string, Tensor>();
    for (const [at, layer] of network.layers.entries()) {
      if (layer.inputs.length === 0) {
        const values = randomTensor(tf, [batch, ...layer.outputShape], 1 + at);
        const below = indices.get(layer.id);
        results.set(layer.id, below ? tf.floor(tf.mul(tf.div(tf.add(values, 1), 2), below)) : values);
        continue;
      }
      const own = given
        ? Object.fromEntries(
            layer.weights.map(({ name, shape }) => [
              name,
              tf.tensor(given.get(`${layer.name}/${name}`)!, [...shape]),
            ]),
          )
        : constrained(tf, layer, randomWeights(tf, layer.kind, layer.params, layer.inputShapes));
      for (const [name, value] of Object.entries(own)) {
        weights.set(`${layer.name}/${name}`, new Float32Array(value.dataSync()));
      }
      const inputs = layer.inputs.map((id) => results.get(id)!);
      results.set(layer.id, run(tf, layer.kind, layer.params, inputs, own));
    }
    return {
      trained: { ...untrained(network), weights },
      inputs: network.inputs.map((id) => valuesOf(results.get(id)!)),
      outputs: network.outputs.map((id) => valuesOf(results.get(id)!)),
    };
  } finally {
    tf.engine().endScope();
  }
}
