import type { FieldTexts } from '../../describe.ts';
import { group } from '../members.ts';

/** What a person reads of a kind of layer. Its title, the name that Keras gives it, is the same in all languages. */
export interface KindText {
  /** One paragraph for a student, two sentences or more. The first, what it does, stands alone in the palette. */
  readonly lesson: string;
  /** What others call it, as a person types it: abbreviations, the names of other libraries. */
  readonly synonyms?: readonly string[];
  /** What it has to do with: words that find it in a search behind what is called so. */
  readonly keywords: readonly string[];
  /** Of the parameters that are its own, or mean something else here than elsewhere (`../parameters.ts`). */
  readonly parameters?: FieldTexts;
}

export const kindGroup = group<KindText>();
