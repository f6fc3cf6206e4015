import { en } from './en/index.ts';
import { pt } from './pt/index.ts';
import type { Catalogue, Translated } from './structure.ts';

/** The languages, by their BCP 47 tags. A new one is a folder like `pt` and a line here. */
export const catalogues = { en, 'pt-BR': pt } satisfies Record<string, Translated<Catalogue>>;

export type Language = keyof typeof catalogues;
