import { activation } from './activation.ts';
import { convolution } from './convolution.ts';
import { core } from './core.ts';
import { input } from './input.ts';
import { merging } from './merging.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { preprocessing } from './preprocessing.ts';
import { recurrent } from './recurrent.ts';
import { regularization } from './regularization.ts';
import { reshaping } from './reshaping.ts';

/** Every kind of layer, by family. */
export const kinds = {
  ...input,
  ...convolution,
  ...pooling,
  ...core,
  ...activation,
  ...normalization,
  ...regularization,
  ...reshaping,
  ...merging,
  ...recurrent,
  ...preprocessing,
};
