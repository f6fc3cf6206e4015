import type { Language } from '../text/catalogue.ts';
import { describe, type Field, type FieldTexts } from '../text/describe.ts';
import { language, text } from '../text/language.ts';
import type { LayerKind } from './kind.ts';
import { kindOf } from './registry.ts';

/** The texts of a kind's parameters in the current language: its own, else those of all kinds. */
export const textsOf = ({ kind }: LayerKind): FieldTexts => ({
  ...text.parameters,
  ...text.kinds[kind].parameters,
});

/** Kinds are called by their titles, sides by what they are. */
function named(field: Field): Field {
  if (field.control === 'choice' && field.kinds) {
    const options = field.options.map(({ value, label }) => ({
      value,
      label: kindOf(value)?.title ?? label,
    }));
    return { ...field, options };
  }
  if (field.control !== 'tuple') return field;
  const sides: Readonly<Record<string, string>> = text.sides;
  return { ...field, labels: field.labels.map((side) => sides[side] ?? side) };
}

const fieldsCache = new WeakMap<LayerKind, Map<Language, readonly Field[]>>();

/** The parameters of a kind in the current language, in the schema's order; the same array each time. */
export function fieldsOf(kind: LayerKind): readonly Field[] {
  const to = language();
  const languages = fieldsCache.get(kind) ?? new Map<Language, readonly Field[]>();
  fieldsCache.set(kind, languages);
  const fields = languages.get(to) ?? describe(kind.parameters, textsOf(kind)).map(named);
  languages.set(to, fields);
  return fields;
}
