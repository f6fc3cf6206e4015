import type { Network, NetworkLayer } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { unsupported } from '../unsupported.ts';
import { isRefusal, type TfjsLayer } from './layer.ts';
import { tfjsNames } from './names.ts';
import { express } from './table.ts';

/** A layer of the network as a row of TensorFlow.js layers, each with its name in the exported model. */
export interface Chain {
  readonly layer: NetworkLayer;
  /**
   * Names of layers that pass on what one of the inputs has already given, by the place of the input; empty where each
   * input is of its own. TensorFlow.js frees an output as often as it is taken, but counts by the layers that take it:
   * what one layer takes twice would be missing for the next.
   */
  readonly repeated: ReadonlyMap<number, string>;
  readonly links: readonly { readonly name: string; readonly link: TfjsLayer }[];
}

export const unsupportedLayers = (network: Network): readonly UnsupportedLayer[] =>
  network.layers.flatMap((layer) => {
    const expression = express(layer.kind, layer.params, layer.inputShapes);
    return isRefusal(expression) ? [unsupported(layer, expression)] : [];
  });

/** The link that a layer's name belongs to: the one that has its weights, else the last. */
function mainOf(links: readonly TfjsLayer[]): number {
  const weighted = links.findIndex(({ weights }) => weights);
  return weighted < 0 ? links.length - 1 : weighted;
}

/** The places among a layer's inputs of those that came before. */
const repeatedInputs = ({ inputs }: NetworkLayer): readonly number[] =>
  inputs.flatMap((id, at) => (inputs.indexOf(id) < at ? [at] : []));

/** @throws Error where a layer is not supported */
export function chainsOf(network: Network): readonly Chain[] {
  const expressed = network.layers.map((layer) => {
    const links = express(layer.kind, layer.params, layer.inputShapes);
    if (isRefusal(links))
      throw new TextError(message('common.named', { name: layer.name, detail: links.reason }));
    return { layer, links };
  });
  // The layers' own names first, so that a helper never takes one.
  const own = network.layers.map(({ name }) => name);
  const helpers = expressed.flatMap(({ layer, links }) => [
    ...links.flatMap(({ className }, at) => (at === mainOf(links) ? [] : [`${layer.name}_${className}`])),
    ...repeatedInputs(layer).map(() => `${layer.name}_repeated`),
  ]);
  const names = tfjsNames([...own, ...helpers]);
  let next = own.length;
  return expressed.map(({ layer, links }, index) => ({
    layer,
    links: links.map((link, at) => ({
      name: at === mainOf(links) ? names[index]! : names[next++]!,
      link,
    })),
    repeated: new Map(repeatedInputs(layer).map((at) => [at, names[next++]!])),
  }));
}
