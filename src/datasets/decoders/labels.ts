import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';
import { numberedClasses } from './classes.ts';
import type { NpyArray } from './npy.ts';

/** Labels as an array has them, before classes are numbered. */
export type RawLabels =
  | { readonly kind: 'numbers'; readonly values: Int32Array }
  /** A place in `names` for each example. */
  | { readonly kind: 'names'; readonly values: Int32Array; readonly names: readonly string[] };

/** JSON has no NaN and no infinity. */
const asJson = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** @throws EngineError `dataset-corrupt` for a label that is no whole number of 32 bits */
async function readNumbers(labels: NpyArray): Promise<RawLabels> {
  const values = new Int32Array(labels.size);
  await labels.each((value, at) => {
    if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 31) {
      throw new EngineError(
        'dataset-corrupt',
        message('datasets.npz-label', { file: labels.name, example: at, value: asJson(value) }),
      );
    }
    values[at] = value;
  });
  return { kind: 'numbers', values };
}

async function readNames(labels: NpyArray): Promise<RawLabels> {
  const values = new Int32Array(labels.size);
  const places = new Map<string, number>();
  await labels.eachText((name, at) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    values[at] = place;
  });
  return { kind: 'names', values, names: [...places.keys()] };
}

/** Rows in which one value is 1 and all others are 0. @throws EngineError `dataset-corrupt` for any other row */
async function readOneHot(labels: NpyArray, classes: number): Promise<RawLabels> {
  const values = new Int32Array(labels.shape[0]!).fill(-1);
  const refuse = (example: number) =>
    new EngineError(
      'dataset-corrupt',
      message('imports.no-one-hot', { file: labels.name, example, classes }),
    );
  await labels.each((value, at) => {
    const example = Math.floor(at / classes);
    if (value === 0) return;
    if (value !== 1 || values[example] !== -1) throw refuse(example);
    values[example] = at % classes;
  });
  const without = values.indexOf(-1);
  if (without >= 0) throw refuse(without);
  return { kind: 'numbers', values };
}

/** Reads the labels of examples: numbers, names, or a row for each with a 1 in the column of its class. */
export function readLabels(labels: NpyArray): Promise<RawLabels> {
  const [, columns = 1] = labels.shape;
  if (columns > 1) return readOneHot(labels, columns);
  return labels.kind === 'text' ? readNames(labels) : readNumbers(labels);
}

/** A name whose accents are composed: written in another way it is the same class. */
const composed = (name: string): string => name.normalize('NFC');

/** Names in the order of the alphabet, the same on every machine. */
const sorted = (names: readonly string[]): string[] => [...new Set(names.map(composed))].sort();

/**
 * Classes of all splits, and their labels by class. Names become classes in the order of the alphabet.
 * @throws EngineError `dataset-corrupt` where one split has names and another numbers
 */
export function classify<Part extends string>(
  labels: Readonly<Record<Part, RawLabels | null>>,
  file: string,
): { readonly classes: string[]; readonly labels: Readonly<Record<Part, Int32Array | null>> } {
  const parts = Object.keys(labels) as Part[];
  const all = parts.flatMap((part) => labels[part] ?? []);
  const named = all.flatMap((each) => (each.kind === 'names' ? [each.names] : []));
  if (named.length > 0 && named.length < all.length) {
    throw new EngineError('dataset-corrupt', message('imports.names-and-numbers', { file }));
  }
  const classes =
    named.length > 0 ? sorted(named.flat()) : numberedClasses(all.map(({ values }) => ({ labels: values })));
  const place = new Map(classes.map((name, label) => [name, label]));
  const numbered = (each: RawLabels): Int32Array => {
    if (each.kind === 'numbers') return each.values;
    const order = each.names.map((name) => place.get(composed(name))!);
    return each.values.map((value) => order[value]!);
  };
  return {
    classes,
    labels: Object.fromEntries(parts.map((part) => [part, labels[part] && numbered(labels[part])])) as Record<
      Part,
      Int32Array | null
    >,
  };
}
