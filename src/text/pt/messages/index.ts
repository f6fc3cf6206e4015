import { common } from './common.ts';
import { layers } from './layers.ts';

/** Sentences that other packages ask for by key, one file per area. */
export const messages = { common, layers };
