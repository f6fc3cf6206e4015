import { input } from '../../layers/input/input.ts';
import type { LayerKind } from '../../layers/kind.ts';
import { dropout } from '../../layers/regularization/dropout.ts';
import type { PretrainingSettings } from '../../training/pretraining.ts';
import type { Network, NetworkLayer } from '../network.ts';
import { createChain, makeLayer } from './chain.ts';
import { addDecoder } from './decoder.ts';
import type { Stage } from './stages.ts';

/** A stage as a network of its own, which is to give back its input. */
export interface Autoencoder {
  readonly network: Network;
  /** The layer that decodes, in words: "Conv2DTranspose 1 @ 5x5". */
  readonly decoder: string;
}

/** The heaviest of those that the decoder is made of: the others only change the shape. */
function decoderWords(layers: readonly NetworkLayer[]): string {
  const { kind, params } = layers.find(({ weights }) => weights.length > 0)!;
  return `${kind.title} ${kind.summary(params)}`;
}

/**
 * A stage between an input of what the layers below give it and a decoder. The encoder's layers are the network's
 * own, with their names: so are the keys of their weights, and what they start from.
 * @throws Error where the layer's input is so large that no decoder can be built for it
 */
export function autoencoderOf(
  { layer, encoder }: Stage,
  { corruption }: Pick<PretrainingSettings, 'corruption'>,
): Autoencoder {
  const entry = makeLayer(
    `${layer.name} input`,
    input as unknown as LayerKind,
    { shape: [...layer.inputShapes[0]!] },
    [],
  );
  const chain = createChain(entry);
  if (corruption > 0) chain.add(`${layer.name} corruption`, dropout, { rate: corruption });
  for (const each of encoder) chain.take(each);
  const encoded = chain.layers.length;
  addDecoder(chain, `${layer.name} decoder`, layer);
  return {
    network: { layers: chain.layers, inputs: [entry.id], outputs: [chain.layers.at(-1)!.id] },
    decoder: decoderWords(chain.layers.slice(encoded)),
  };
}
