import { catalogues, type Language } from './catalogue.ts';
import { language } from './language.ts';
import type { Catalogue } from './structure.ts';

type Messages = Catalogue['messages'];

/** `area.code`: where the catalogue has the sentence. */
export type MessageKey = { [A in keyof Messages]: `${A}.${keyof Messages[A] & string}` }[keyof Messages];

type Entry<K> = K extends `${infer A}.${infer C}`
  ? A extends keyof Messages
    ? C extends keyof Messages[A]
      ? Messages[A][C]
      : never
    : never
  : never;

/** A text inside a sentence may be a message itself; it is put in the sentence's language. */
type Value<T> = T extends string
  ? T | Message
  : T extends readonly (infer U)[]
    ? readonly Value<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Value<T[K]> }
      : T;

type Values<K> = Entry<K> extends (values: infer V) => string ? [values: Value<V>] : [];

/**
 * What is to be told to a person, in no language yet: plain JSON that crosses processes and is kept in files.
 * `sentence` puts it into words.
 */
export interface Message {
  readonly key: string;
  readonly values?: unknown;
}

/** A message, or text that has no translation: what a person wrote, or an older version stored. */
export type Text = Message | string;

/** Of every message: a template literal or a sum would show it as "[object Object]", so it fails instead. */
const unwritable = {
  toString(): never {
    throw new TypeError('a message has no language: write it with sentence()');
  },
};

/** A message that arrived as plain JSON, with the same guard as one that was made here. */
export const guarded = (plain: Message): Message => Object.assign(Object.create(unwritable), plain);

/** @example message('network.empty'); message('layers.kernel-larger-than-input', { kernel: [5, 5], input: [4, 4] }) */
export function message<K extends MessageKey>(key: K, ...[values]: Values<K>): Message {
  return guarded(values === undefined ? { key } : { key, values });
}

/** Values of a message may have fields of these names as well: a message has no others, and its key names an area. */
export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  /^[\w-]+\.[\w-]+$/.test(String((value as Message).key)) &&
  Object.keys(value).every((name) => name === 'key' || name === 'values');

/** A value with every message inside it as a sentence: for tables and JSON that people and their scripts read. */
export function inWords(value: unknown, to: Language = language()): unknown {
  if (isMessage(value)) return sentence(value, to);
  if (Array.isArray(value)) return value.map((each) => inWords(each, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inWords(each, to)]));
}

/** Runs and queues kept by earlier versions call the detail of an error `told`. */
function currentValues(values: object): object {
  return 'told' in values ? { ...values, detail: values.told } : values;
}

/**
 * A message as a sentence. Text without translation is returned as it is; a key that this version does not have, or
 * values that do not fit it, as the key.
 */
export function sentence(detail: Text, to: Language = language()): string {
  if (typeof detail === 'string') return detail;
  const [area, code] = detail.key.split('.') as [string, string?];
  const areas = catalogues[to].messages as unknown as Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  const entry =
    code !== undefined &&
    Object.hasOwn(areas, area) &&
    Object.hasOwn(areas[area]!, code) &&
    areas[area]![code];
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'function') return detail.key;
  try {
    return (entry as (values: unknown) => string)(inWords(currentValues(detail.values ?? {}), to));
  } catch {
    return detail.key;
  }
}

/** Equal keys and values. */
export const sameText = (one: Text, other: Text): boolean => JSON.stringify(one) === JSON.stringify(other);
