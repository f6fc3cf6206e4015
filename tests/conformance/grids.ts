import type { Grids } from './grids/case.ts';
import { convolution } from './grids/convolution.ts';
import { core } from './grids/core.ts';
import { merging } from './grids/merging.ts';
import { normalization } from './grids/normalization.ts';
import { pooling } from './grids/pooling.ts';
import { preprocessing } from './grids/preprocessing.ts';
import { recurrent } from './grids/recurrent.ts';
import { regularization } from './grids/regularization.ts';
import { reshaping } from './grids/reshaping.ts';

/** What the harness builds of each kind. A kind without a grid does not compile. */
export const grids: Grids = {
  ...core,
  ...convolution,
  ...pooling,
  ...normalization,
  ...regularization,
  ...reshaping,
  ...merging,
  ...recurrent,
  ...preprocessing,
};
