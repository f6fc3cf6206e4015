import { readNumber } from '../../../../src/numbers/readNumber.ts';
import { message } from '../../../../src/text/message.ts';
import { TextError } from '../../../../src/text/text-error.ts';
import type { LayerValues } from '../../../stores/window/heatStore.ts';

/** Words that name the layer and its number in a table or an object. */
const nameFields = ['layer', 'name', 'node', 'id'];
const valueFields = ['value', 'score', 'measure'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numberOf = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return isObject(value)
    ? numberOf(valueFields.map((field) => value[field]).find((each) => each !== undefined))
    : null;
};

/** `{ "C1": 0.5 }`, `[{ "layer": "C1", "value": 0.5 }]`, or the node data of Model Explorer, `{ "results": { ... } }`. */
function fromJson(value: unknown): readonly (readonly [string, number])[] {
  if (Array.isArray(value))
    return value.flatMap((entry: unknown) => {
      if (!isObject(entry)) return [];
      const name = nameFields.map((field) => entry[field]).find((each) => typeof each === 'string');
      const number = numberOf(entry);
      return typeof name === 'string' && number !== null ? [[name, number] as const] : [];
    });
  if (!isObject(value)) return [];
  if (isObject(value['results'])) return fromJson(value['results']);
  const own = Object.entries(value).flatMap(([name, each]) => {
    const number = numberOf(each);
    return number === null ? [] : [[name, number] as const];
  });
  if (own.length > 0) return own;
  // Model Explorer has a graph's name around its nodes.
  const [inner] = Object.values(value).filter(isObject);
  return inner ? fromJson(inner) : [];
}

/** Lines of a name and a number, with a comma, semicolon or tab between; a header is left out. */
function fromTable(text: string): readonly (readonly [string, number])[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const separator = ['\t', ';', ','].find((each) => line.includes(each));
    if (separator === undefined) return [];
    const at = line.indexOf(separator);
    const name = line.slice(0, at).trim().replace(/^"|"$/g, '');
    const read = readNumber(
      line
        .slice(at + 1)
        .trim()
        .replace(/^"|"$/g, ''),
    );
    return name !== '' && 'value' in read ? [[name, read.value] as const] : [];
  });
}

/**
 * The numbers of layers in a CSV or JSON file.
 * @param layers names of the network's layers: others are left out
 * @throws TextError where there is none for any of them
 */
export function readLayerValues(text: string, layers: readonly string[]): LayerValues {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const found = json === undefined ? fromTable(text) : fromJson(json);
  const known = new Set(layers);
  const values = new Map(found.filter(([name]) => known.has(name)));
  if (values.size > 0) return values;
  throw new TextError(message('network.no-layer-values', { found: found.length, layers }));
}
