import type { Language } from '../text/catalogue.ts';
import { describe, type Field } from '../text/describe.ts';
import { language } from '../text/language.ts';
import type { LayerKind } from './kind.ts';
import { kindOf } from './registry.ts';

const known = new WeakMap<LayerKind, Map<Language, readonly Field[]>>();

/** Kinds are called by their titles. */
const titled = (field: Field): Field =>
  field.control === 'choice' && field.kinds
    ? {
        ...field,
        options: field.options.map(({ value, label }) => ({ value, label: kindOf(value)?.title ?? label })),
      }
    : field;

/** The parameters of a kind in the current language, in the schema's order; the same array each time. */
export function fieldsOf(kind: LayerKind): readonly Field[] {
  const to = language();
  const languages = known.get(kind) ?? new Map<Language, readonly Field[]>();
  known.set(kind, languages);
  const fields = languages.get(to) ?? describe(kind.parameters).map(titled);
  languages.set(to, fields);
  return fields;
}
