import { EngineError } from '../../protocol/client.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { TargetSpec } from '../../training/target.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { canceledError } from '../reading/budget.ts';
import type { DecoderOptions } from '../reference.ts';
import { requireFew } from '../sound.ts';
import { heldOutOf } from '../split.ts';
import { isNumber } from './csv-cells.ts';
import { type CsvLayout, columnNamed } from './csv-layout.ts';
import { csvRows, type TextRow } from './csv-rows.ts';
import type { Decoded } from './decoder.ts';
import { classify, type RawLabels } from './labels.ts';
import { readTokenOptions, tokenize } from './tokens.ts';

const corrupt = (detail: Message): EngineError => new EngineError('dataset-corrupt', detail);

/** What the columns of a table are. */
interface Columns {
  readonly text: number | null;
  readonly features: readonly number[];
  readonly target: { readonly kind: 'class' | 'numbers' | 'labels'; readonly columns: readonly number[] };
}

/** Values that grow as they come. */
function createFloats() {
  let values = new Float32Array(4096);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const larger = new Float32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    all: () => values.slice(0, length),
  };
}

const several = (written: string, layout: CsvLayout, option: string): number[] =>
  written.split(',').map((name) => columnNamed(name.trim(), layout, option));

function columnsOf(layout: CsvLayout, given: DecoderOptions): Columns {
  const { numbers, labels } = given;
  const target: Columns['target'] =
    numbers !== undefined
      ? { kind: 'numbers', columns: several(numbers, layout, 'numbers') }
      : labels !== undefined
        ? { kind: 'labels', columns: several(labels, layout, 'labels') }
        : layout.isRegression
          ? { kind: 'numbers', columns: [layout.label ?? 0] }
          : { kind: 'class', columns: [layout.label ?? 0] };
  const text = given['text'] === undefined ? layout.text : columnNamed(given['text'], layout, 'text');
  const taken = new Set([...target.columns, layout.index, text]);
  const features = Array.from({ length: layout.columns }, (_, at) => at).filter((at) => !taken.has(at));
  return { text, features: text === null ? features : [], target };
}

const numberOf = (cell: string, { decimalComma }: CsvLayout): number =>
  isNumber(cell, decimalComma) ? Number(decimalComma ? cell.replace(',', '.') : cell) : Number.NaN;

const nameOf = ({ names }: CsvLayout, column: number): string => names?.[column] || String(column);

/** Rows as they are read. */
function createTable(path: string, layout: CsvLayout, columns: Columns) {
  const { text, features, target } = columns;
  const values = createFloats();
  const targets = createFloats();
  const texts: string[] = [];
  const classes: string[] = [];
  let count = 0;
  const atLine = (line: number, why: Message): EngineError =>
    corrupt(message('datasets.at-line', { file: path, line, why }));
  const number = ({ cells, line }: TextRow, column: number): number => {
    const value = numberOf(cells[column]!, layout);
    if (Number.isFinite(value)) return value;
    throw atLine(line, message('imports.csv-missing', { value: column + 1 }));
  };
  return {
    add(row: TextRow): void {
      const { cells, line } = row;
      if (cells.length !== layout.columns)
        throw atLine(
          line,
          message('datasets.csv-columns', { values: cells.length, expected: layout.columns }),
        );
      requireFew(++count, path);
      for (const column of features) values.push(number(row, column));
      if (text !== null) texts.push(cells[text]!);
      if (target.kind === 'class') {
        const name = cells[target.columns[0]!]!;
        if (name === '') throw atLine(line, message('imports.no-label'));
        classes.push(name);
        return;
      }
      for (const column of target.columns) {
        const value = number(row, column);
        if (target.kind === 'labels' && value !== 0 && value !== 1)
          throw atLine(line, message('imports.csv-no-flag', { value: column + 1 }));
        targets.push(value);
      }
    },
    result: () => ({ count, values: values.all(), targets: targets.all(), texts, classes }),
  };
}

/** Class names as labels: whole numbers stay numbers. */
function rawLabels(cells: readonly string[], isNumbered: boolean): RawLabels {
  const numbers = isNumbered ? cells.map(Number) : [];
  if (isNumbered && numbers.every((value) => Number.isInteger(value) && value >= 0))
    return { kind: 'numbers', values: Int32Array.from(numbers) };
  const places = new Map<string, number>();
  const values = Int32Array.from(cells, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
  return { kind: 'names', values, names: [...places.keys()] };
}

/** Rows of which the first looks like a header that no one can distinguish from an example. */
function headerWarning(classes: readonly string[], { header, isNumbered }: CsvLayout): Text[] {
  const [first, ...rest] = classes;
  if (header === true || isNumbered || first === undefined || rest.length < 4) return [];
  const counts = new Map<string, number>();
  for (const name of rest) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isOdd = !counts.has(first) && [...counts.values()].every((count) => count > 1);
  return isOdd ? [message('imports.header-as-example', { label: first })] : [];
}

/**
 * A table of numbers, or texts, with a class, labels of 0 and 1, or numbers for each row.
 * @param pieces the file as UTF-8
 * @throws EngineError `dataset-corrupt` with the line of what cannot be read
 */
export async function decodeTable(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  layout: CsvLayout,
  given: DecoderOptions,
  { canceled }: LoadOptions,
): Promise<Decoded> {
  const columns = columnsOf(layout, given);
  const { text, features, target } = columns;
  if (text === null && features.length === 0)
    throw corrupt(message('datasets.csv-pixels', { file: path, pixels: 0 }));
  const table = createTable(path, layout, columns);
  let isFirst = true;
  for await (const row of csvRows(path, pieces, layout.separator)) {
    const isHeader = isFirst && layout.header === true;
    isFirst = false;
    if (!isHeader) table.add(row);
    if (canceled?.()) throw canceledError();
  }
  const { count, values, targets, texts, classes } = table.result();
  if (count === 0) throw corrupt(message('datasets.csv-empty', { file: path }));
  const isNamed = target.kind === 'class';
  const named = isNamed
    ? classify({ train: rawLabels(classes, layout.isNumbered) }, path)
    : { classes: [], labels: { train: new Uint8Array(count) } };
  const heldOut = heldOutOf(named.labels.train!);
  const tokens =
    text === null ? null : tokenize([texts], readTokenOptions(given), (_part, at) => !heldOut[at]);
  const examples = tokens?.part[0] ?? {
    count,
    shape: [features.length],
    dtype: 'float32' as const,
    images: new Uint8Array(values.buffer),
  };
  const changes = [
    ...layout.changes,
    ...(text === null ? [] : [message('imports.text-column', { column: nameOf(layout, text) })]),
    ...(tokens?.changes ?? []),
    ...(layout.isRegression && given['numbers'] === undefined && given['labels'] === undefined
      ? [message('imports.number-column', { column: nameOf(layout, target.columns[0]!) })]
      : []),
  ];
  const parts = { validation: null, test: null, words: tokens?.words } as const;
  const labels = named.labels.train!;
  if (isNamed) {
    const warnings = headerWarning(classes, layout);
    return {
      classes: named.classes,
      train: { ...examples, labels },
      ...parts,
      findings: { changes, warnings },
    };
  }
  const names = target.columns.map((column) => nameOf(layout, column));
  const spec: TargetSpec =
    target.kind === 'labels' ? { kind: 'labels', names } : { kind: 'numbers', count: names.length, names };
  const train: Split = { ...examples, labels, targets };
  return { classes: [], target: spec, train, ...parts, findings: { changes } };
}
