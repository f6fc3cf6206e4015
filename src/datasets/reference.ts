/** Options that a decoder is given, as a person wrote them: `label` to `3`. */
export type DecoderOptions = Readonly<Record<string, string>>;

/** A dataset as one string: an id or a path, and behind a question mark how it is to be read. */
export interface DatasetReference {
  readonly path: string;
  readonly options: DecoderOptions;
}

/** Text as it stands behind a question mark: spaces as `+` or `%20`; what is no encoded character stays as it is. */
function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/**
 * Takes a reference apart.
 * @example parseReference('digits.csv?label=last&header=no') // { path: 'digits.csv', options: { label: 'last', header: 'no' } }
 */
export function parseReference(reference: string): DatasetReference {
  const at = reference.lastIndexOf('?');
  const query = reference.slice(at + 1);
  // A path may have a question mark of its own.
  if (at < 0 || !/^[a-z-]+=/i.test(query)) return { path: reference, options: {} };
  const pairs = query.split('&').flatMap((part) => {
    const [name = '', ...rest] = part.split('=');
    return name === '' ? [] : [[decoded(name), decoded(rest.join('='))] as const];
  });
  return { path: reference.slice(0, at), options: Object.fromEntries(pairs) };
}

/** Encoded, but for what is plain to read and means nothing else there. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%2F', '/');

/** The string that `parseReference` takes apart; options that are empty are left out. */
export function writeReference({ path, options }: DatasetReference): string {
  const pairs = Object.entries(options)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** A reference with one more option, which takes the place of one of its name. */
export function withOption(reference: string, name: string, value: string): string {
  const { path, options } = parseReference(reference);
  return writeReference({ path, options: { ...options, [name]: value } });
}
