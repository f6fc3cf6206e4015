import { keywords } from './code.ts';

/** A value as Python writes it: a tuple for several numbers. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1 ? `(${literal(value[0])},)` : `(${value.map(literal).join(', ')})`;
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  return typeof value === 'number' ? String(value) : quoted(String(value));
}

/** A text as a Python string of one line. */
export const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A file beside the script, as an expression. */
export const besideScript = (file: string): string =>
  `os.path.join(os.path.dirname(os.path.abspath(__file__)), ${quoted(file)})`;

/** A call's arguments: those that are given by name are left out where they are what they would be anyway. */
export const args = (
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>> = {},
  defaults: Readonly<Record<string, unknown>> = {},
): string =>
  [
    ...positional.map(literal),
    ...Object.entries(named)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]))
      .map(([name, value]) => `${name}=${literal(value)}`),
  ].join(', ');

/**
 * Names as Python identifiers, each once, none of `taken`. Names that are so already stay.
 * @param taken what the program calls otherwise
 */
export function identifiers(names: readonly string[], taken: readonly string[] = []): readonly string[] {
  const used = new Set(taken);
  return names.map((name) => {
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)|^$/, '_');
    let unique = plain;
    for (let suffix = 1; used.has(unique) || keywords.has(unique); suffix++) unique = `${plain}_${suffix}`;
    used.add(unique);
    return unique;
  });
}

/** A text as it stands in a docstring: one line that does not end it. */
export const docText = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('\\', '/')
    .replaceAll('"', "'");
