import type { Params } from '../../layers/kind.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { unsupported } from '../unsupported.ts';
import { type Express, type Expression, isRefusal, type Table } from './layer.ts';
import { convolutions } from './layers/convolution.ts';
import { cores } from './layers/core.ts';
import { mergings } from './layers/merging.ts';
import { normalizations } from './layers/normalization.ts';
import { poolings } from './layers/pooling.ts';
import { preprocessings } from './layers/preprocessing.ts';
import { recurrents } from './layers/recurrent.ts';
import { regularizations } from './layers/regularization.ts';
import { reshapings } from './layers/reshaping.ts';

/** Every kind of layer; one that is missing does not compile. */
const table: Table = {
  ...cores,
  ...convolutions,
  ...poolings,
  ...normalizations,
  ...regularizations,
  ...reshapings,
  ...mergings,
  ...preprocessings,
  ...recurrents,
};

/** A layer as PyTorch computes it, or why it cannot. */
export function express(layer: NetworkLayer, frozen: boolean): Expression {
  const { kind, params, inputShapes: inputs, outputShape: output } = layer;
  const expressed = table[kind.kind as keyof Table] as Express<Params>;
  return expressed(params, { inputs, output, frozen });
}

export const unsupportedLayers = (network: Network): readonly UnsupportedLayer[] =>
  network.layers.flatMap((layer) => {
    const expression = express(layer, false);
    return isRefusal(expression) ? [unsupported(layer, expression)] : [];
  });
