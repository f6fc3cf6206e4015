import { input as inputKind } from '../../layers/input/input.ts';
import type { LayerRandom } from '../../layers/kind.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import { layerTraining } from '../../training/layer-settings.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { Backend } from '../backends/backend.ts';
import { layerWeights } from '../model/forward.ts';

/** A network in two: what never changes in training, and what is trained on its output. */
export interface NetworkSplit {
  /** The last layer of the constant part. */
  readonly layer: NetworkLayer;
  /** Those up to it, itself the last. */
  readonly before: readonly NetworkLayer[];
  /** The layers behind it; its output enters where it stood. */
  readonly head: Network;
}

/** Thrown by a layer's random numbers: its output is another in each step. */
class Random extends Error {}

const refusing: LayerRandom = {
  uniform() {
    throw new Random();
  },
  normal() {
    throw new Random();
  },
};

/** Whether a layer draws random numbers in training: tried on one example of zeros. */
function isRandom({ tf }: Backend, layer: NetworkLayer): boolean {
  return tf.tidy(() => {
    const zeros = (shape: readonly number[]) => tf.zeros([1, ...shape]);
    const weights = new Map(
      layer.weights.map(({ name, shape }) => [`${layer.name}/${name}`, tf.zeros([...shape])]),
    );
    try {
      layer.kind.forward(tf, layer.params, {
        inputs: (layer.inputs.length === 0 ? [layer.outputShape] : layer.inputShapes).map(zeros),
        weights: layerWeights(layer, weights),
        training: true,
        random: refusing,
        update: () => {},
        logits: false,
      });
      return false;
    } catch (error) {
      if (error instanceof Random) return true;
      throw error;
    }
  });
}

/** The layers whose outputs an example decides alone, the same in every step: frozen or without weights, not random. */
function constantLayers(
  backend: Backend,
  { layers }: Network,
  settings: Pick<ResolvedSettings, 'layers'>,
): ReadonlySet<string> {
  const constant = new Set<string>();
  for (const layer of layers) {
    if (!layer.inputs.every((id) => constant.has(id))) continue;
    const fixed = layer.weights.length === 0 || layerTraining(settings.layers, layer.id).frozen;
    if (fixed && !isRandom(backend, layer)) constant.add(layer.id);
  }
  return constant;
}

/**
 * The last layer of the constant part through which everything goes that the rest takes.
 * @returns null where nothing is frozen before the first layer that trains, or where the rest takes more than one output
 */
export function cutNetwork(
  backend: Backend,
  network: Network,
  settings: Pick<ResolvedSettings, 'layers'>,
): NetworkSplit | null {
  const { layers, outputs } = network;
  const constant = constantLayers(backend, network, settings);
  const place = new Map(layers.map(({ id }, at) => [id, at]));
  const isCut = (at: number): boolean =>
    layers.every((layer, behind) => behind <= at || layer.inputs.every((id) => place.get(id)! >= at));
  const at = layers.findLastIndex(
    ({ id }, index) =>
      constant.has(id) && layers.slice(0, index).every((each) => constant.has(each.id)) && isCut(index),
  );
  const before = layers.slice(0, at + 1);
  const layer = layers[at];
  // Nothing is saved where no layer with weights lies before the cut, and nothing is left to train without one behind it.
  if (!layer || at === layers.length - 1 || before.every(({ weights }) => weights.length === 0)) return null;
  const entry: NetworkLayer = {
    id: layer.id,
    name: layer.name,
    kind: inputKind,
    params: { shape: [...layer.outputShape] },
    inputs: [],
    inputShapes: [],
    outputShape: layer.outputShape,
    weights: [],
  };
  return { layer, before, head: { layers: [entry, ...layers.slice(at + 1)], inputs: [entry.id], outputs } };
}
