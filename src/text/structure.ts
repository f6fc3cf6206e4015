import type { en } from './en/index.ts';

export type { Translated } from './translated.ts';

/** Every text a person reads. English sets the structure. */
export type Catalogue = typeof en;
