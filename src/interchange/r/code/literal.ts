/** A text as an R string. */
export const quoted = (text: string): string =>
  `"${JSON.stringify(text).slice(1, -1)}"`.replace(/\p{Cc}/gu, ' ');

/** A value as R writes it: a vector for several numbers, a list for several vectors. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) {
    const inner = value.map(literal).join(', ');
    return value.some(Array.isArray) ? `list(${inner})` : `c(${inner})`;
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : quoted(String(value));
}

const reserved = new Set(
  (
    'if else repeat while function for next break in TRUE FALSE NULL Inf NaN NA c t x data list shape sum ' +
    'prepare main targets load_data build_model BITMAPS EPOCHS BATCH_SIZE VALIDATION_SPLIT SEED'
  ).split(' '),
);

/** Names as R identifiers, each once. */
export function identifiers(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(/[^A-Za-z0-9_.]/g, '_').replace(/^(?=[\d_.])|^$/, 'l');
    let unique = plain;
    for (let suffix = 1; used.has(unique) || reserved.has(unique); suffix++) unique = `${plain}_${suffix}`;
    used.add(unique);
    return unique;
  });
}
