import type { ProblemCheck } from '../problems/context.ts';
import { bottleneck } from './bottleneck.ts';
import { deepPlain } from './deep-plain.ts';
import { dropoutBeforeNormalization } from './dropout-before-normalization.ts';
import { lossMismatch } from './loss-mismatch.ts';
import { noNonlinearity } from './no-nonlinearity.ts';
import { receptiveFieldSize } from './receptive-field-size.ts';
import { saturatingStack } from './saturating-stack.ts';
import { shrinkingFilters } from './shrinking-filters.ts';
import { softmaxInside } from './softmax-inside.ts';

/** What keeps networks from training well though they can be built. Run on networks without errors. */
export const lints: readonly ProblemCheck[] = [
  noNonlinearity,
  saturatingStack,
  softmaxInside,
  lossMismatch,
  dropoutBeforeNormalization,
  bottleneck,
  shrinkingFilters,
  receptiveFieldSize,
  deepPlain,
];
