import type { LayerKind, Params } from '../../layers/kind.ts';
import type { Value } from './graph.ts';
import { convolutions } from './kinds/convolution.ts';
import { cores } from './kinds/core.ts';
import { mergings } from './kinds/merging.ts';
import { normalizations } from './kinds/normalization.ts';
import { poolings } from './kinds/pooling.ts';
import { preprocessings } from './kinds/preprocessing.ts';
import { recurrents } from './kinds/recurrent.ts';
import { regularizations } from './kinds/regularization.ts';
import { reshapings } from './kinds/reshaping.ts';
import type { Call, Table, Write } from './layer.ts';

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

/** Adds the operators that compute what a layer computes. */
export const writeLayer = (kind: LayerKind, call: Call): Value =>
  (table[kind.kind as keyof Table] as Write<Params>)(call);
