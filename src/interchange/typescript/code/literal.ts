const width = 100;

const plainKey = /^[A-Za-z_$][\w$]*$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Code in a place where otherwise a value stands. */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A text as a string in single quotes. */
export const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A value as TypeScript writes it, on one line, `null` included. */
export function literal(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'string') return quoted(value);
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${plainKey.test(key) ? key : quoted(key)}: ${literal(each)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** `before({ ... })after`, its arguments one a line where they do not fit into one. */
export function call(before: string, given: Readonly<Record<string, unknown>>, after: string): string {
  const line = `${before}(${literal(given)})${after}`;
  if (line.length <= width || Object.keys(given).length === 0) return line;
  const rows = Object.entries(given).map(
    ([key, value]) => `  ${plainKey.test(key) ? key : quoted(key)}: ${literal(value)},`,
  );
  return [`${before}({`, ...rows, `})${after}`].join('\n');
}

/** A value of a type that TensorFlow.js declares more narrowly than it computes. */
export const cast = (value: unknown, type: string): Code =>
  new Code(`${literal(value)} as unknown as ${type}`);

const reserved =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof undefined var void while with yield tf';

/** Names as identifiers, each once. */
export function identifiers(names: readonly string[]): readonly string[] {
  const used = new Set(reserved.split(' '));
  return names.map((name) => {
    const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)|^$/, '_');
    let unique = plain;
    for (let suffix = 1; used.has(unique); suffix++) unique = `${plain}_${suffix}`;
    used.add(unique);
    return unique;
  });
}
