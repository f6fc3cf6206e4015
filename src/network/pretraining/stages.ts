import { layerTraining } from '../../training/layer-settings.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Network, NetworkLayer } from '../network.ts';

/** A layer that is pretrained, with what normalizes and activates its output: all that an encoder is made of. */
export interface Stage {
  readonly layer: NetworkLayer;
  /** The layer first, then the others, in order. */
  readonly encoder: readonly NetworkLayer[];
}

/** They belong to the layer before them: its output is what they make of it. */
const following: ReadonlySet<string> = new Set(['normalization', 'activation']);

const isOwn = ({ kind, weights }: NetworkLayer): boolean => weights.length > 0 && !following.has(kind.family);

const learns = (layer: NetworkLayer): boolean =>
  isOwn(layer) && layer.weights.some(({ trainable }) => trainable) && layer.inputs.length === 1;

/** The layers of a network before which there is another one with weights on the way to the output. */
function hiddenLayers({ layers }: Network): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const layer of [...layers].reverse()) {
    if (isOwn(layer) || hidden.has(layer.id)) for (const input of layer.inputs) hidden.add(input);
  }
  return hidden;
}

/** The layer and what alone takes its output, as long as that normalizes or activates it. */
function encoderFrom(network: Network, layer: NetworkLayer): readonly NetworkLayer[] {
  const encoder = [layer];
  for (;;) {
    const { id } = encoder.at(-1)!;
    const takers = network.layers.filter(({ inputs }) => inputs.includes(id));
    const [next] = takers;
    if (takers.length !== 1 || !next || next.inputs.length !== 1) return encoder;
    if (!following.has(next.kind.family)) return encoder;
    encoder.push(next);
  }
}

/**
 * What is pretrained, from the input on: each layer that has weights to train and is neither frozen nor the output,
 * one of several inputs left out. Pooling and dropout lie between stages, and are passed through as they are used.
 */
export function pretrainingStages(network: Network, layers: TrainingSettings['layers']): readonly Stage[] {
  const hidden = hiddenLayers(network);
  return network.layers
    .filter((layer) => learns(layer) && hidden.has(layer.id) && !layerTraining(layers, layer.id).frozen)
    .map((layer) => ({ layer, encoder: encoderFrom(network, layer) }));
}
