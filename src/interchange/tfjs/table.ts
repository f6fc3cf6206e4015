import type { LayerKind, Params } from '../../layers/kind.ts';
import type { Shape } from '../../layers/shape.ts';
import type { Express, Expression, Table } from './layer.ts';
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

/**
 * A layer as plain TensorFlow.js computes it, or why it cannot.
 * @param params valid
 * @param inputs shapes whose inference succeeded
 */
export function express(kind: LayerKind, params: Params, inputs: readonly Shape[]): Expression {
  const expressed = table[kind.kind as keyof Table] as Express<Params>;
  return expressed(params, { inputs, output: kind.inferShape(params, inputs).shape!, express });
}
