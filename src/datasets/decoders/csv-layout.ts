import { EngineError } from '../../protocol/client.ts';
import { message, type Text } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import type { DecoderOptions } from '../reference.ts';
import { squareOf } from './image-shape.ts';

/** How the columns of a CSV file are meant, found out from its beginning and from what a person said. */
export interface CsvLayout {
  readonly separator: string;
  readonly decimalComma: boolean;
  /** `auto` where no row was seen whole. */
  readonly header: boolean | 'auto';
  readonly columns: number;
  /** The column of the labels; null where they are one-hot. */
  readonly label: number | null;
  /** Columns of a one-hot label, in a row. */
  readonly oneHot: { readonly first: number; readonly names: readonly string[] } | null;
  /** Whether labels are numbers; names otherwise. */
  readonly isNumbered: boolean;
  /** A column that numbers the rows. */
  readonly index: number | null;
  /** Of the image that the other columns are; null where they are no image. */
  readonly shape: Split['shape'] | null;
  readonly changes: readonly Text[];
}

/** Options of a reference to a CSV file. */
export const csvOptions = ['label', 'separator', 'header', 'decimal', 'index', 'shape'] as const;

type Cells = readonly (readonly string[])[];

/** Rows that are looked at. */
const mostRows = 200;

/** Cells of a text (RFC 4180), without a last row that may be cut. @param whole whether it is all of the file */
export function cellsOf(text: string, separator: string, whole: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (let at = 0; at < text.length && rows.length < mostRows; at++) {
    const letter = text[at]!;
    if (inQuotes) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else inQuotes = false;
    } else if (letter === '"' && cell === '') inQuotes = true;
    else if (letter === separator) {
      row.push(cell.trim());
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      row.push(cell.trim());
      if (row.length > 1 || row[0] !== '') rows.push(row);
      [row, cell] = [[], ''];
    } else cell += letter;
  }
  if (whole && rows.length < mostRows && (cell !== '' || row.length > 0)) rows.push([...row, cell.trim()]);
  return rows;
}

const separators = [',', ';', '\t', '|'] as const;

/** The separator that splits the first rows into most columns, as many in each. */
function separatorOf(text: string, whole: boolean): string {
  let best = { separator: ',', columns: 1 };
  for (const separator of separators) {
    const rows = cellsOf(text, separator, whole).slice(0, 20);
    const columns = rows[0]?.length ?? 0;
    const isEven = rows.every((row) => row.length === columns);
    if (isEven && columns > best.columns) best = { separator, columns };
  }
  return best.separator;
}

const isNumber = (cell: string, decimalComma: boolean): boolean =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(decimalComma ? cell.replace(',', '.') : cell);

/** Columns from which on a row that counts up is one of names. */
const fewColumns = 5;

/** 0, 1, 2 and so on, or from 1: what pandas names columns without names. */
function countsUp(cells: readonly string[]): boolean {
  const numbers = cells[0] === '' ? cells.slice(1) : cells;
  const first = Number(numbers[0]);
  return (
    numbers.length >= fewColumns &&
    (first === 0 || first === 1) &&
    numbers.every((cell, at) => cell !== '' && Number(cell) === first + at)
  );
}

/** Whether the first row names the columns: a word where numbers are below, or numbers that count up. */
function hasHeader([first = [], ...rest]: Cells, decimalComma: boolean): boolean {
  if (countsUp(first) && !rest.slice(0, 1).some(countsUp)) return true;
  if (rest.length === 0) return first.length > 0 && first.every((cell) => !isNumber(cell, decimalComma));
  return first.some(
    (cell, column) =>
      !isNumber(cell, decimalComma) &&
      cell !== '' &&
      rest.filter((row) => isNumber(row[column] ?? '', decimalComma)).length > rest.length / 2,
  );
}

const labelNames = /^(label|labels|class|classes|target|targets|y|digit|category|species)$/i;
const indexNames = /^(|index|id|unnamed: 0|#)$/i;

interface Table {
  readonly names: readonly string[] | null;
  readonly rows: Cells;
  readonly columns: number;
  readonly decimalComma: boolean;
}

const columnOf = ({ rows }: Table, column: number): string[] => rows.map((row) => row[column] ?? '');

/** The column that numbers the rows: the first, named so, and counting up. */
function indexOf(table: Table): number | null {
  const [first] = table.names ?? [];
  if (first === undefined || !indexNames.test(first) || table.rows.length < 2) return null;
  const numbers = columnOf(table, 0).map(Number);
  return numbers.every((value, at) => value === numbers[0]! + at) ? 0 : null;
}

function isOneHot(row: readonly string[], first: number, count: number): boolean {
  const some = row.slice(first, first + count).map(Number);
  return (
    some.every((value) => value === 0 || value === 1) && some.filter((value) => value === 1).length === 1
  );
}

const mostOneHot = 1000;

/** Columns before or behind the pixels with a 1 in the place of the class, where what is left is an image. */
function oneHotOf(table: Table, index: number | null): { first: number; count: number } | null {
  const from = index === null ? 0 : 1;
  const width = table.columns - from;
  for (let count = 2; count < Math.min(width, mostOneHot); count++) {
    if (!squareOf(width - count)) continue;
    for (const first of [from, table.columns - count]) {
      if (table.rows.length > 1 && table.rows.every((row) => isOneHot(row, first, count)))
        return { first, count };
    }
  }
  return null;
}

/** Different whole numbers in a column; infinite where one is none. */
function kinds(table: Table, column: number): number {
  const cells = columnOf(table, column).filter((cell) => cell !== '');
  return cells.every((cell) => /^\d+(\.0*)?$/.test(cell)) ? new Set(cells).size : Number.POSITIVE_INFINITY;
}

const mostKinds = 100;

/** The column of the labels by its name, by its words, or by its few whole numbers. */
function labelOf(table: Table, index: number | null): number {
  const named = (table.names ?? []).flatMap((name, column) => (labelNames.test(name) ? [column] : []));
  if (named.length === 1) return named[0]!;
  const columns = Array.from({ length: table.columns }, (_, column) => column).filter((at) => at !== index);
  const isWord = (cell: string): boolean => cell !== '' && !isNumber(cell, table.decimalComma);
  const words = columns.filter(
    (column) => columnOf(table, column).filter(isWord).length > table.rows.length / 2,
  );
  if (words.length === 1) return words[0]!;
  const [first = 0] = columns;
  const last = columns.at(-1) ?? 0;
  const lastKinds = kinds(table, last);
  const isLast = kinds(table, first) > mostKinds && lastKinds > 1 && lastKinds <= mostKinds;
  return isLast ? last : first;
}

/** The column that a person means: its name, its place from 0, `first` or `last`. @throws EngineError `invalid` */
function columnNamed(written: string, { names, columns }: Table, option: string): number {
  if (written === 'first') return 0;
  if (written === 'last') return columns - 1;
  const named = names?.indexOf(written) ?? -1;
  if (named >= 0) return named;
  const place = Number(written);
  if (/^\d+$/.test(written) && place < columns) return place;
  throw new EngineError('invalid', message('imports.no-column', { option, value: written, columns }));
}

function shapeFrom(written: string | undefined, pixels: number): Split['shape'] | null {
  if (written === undefined) return squareOf(pixels);
  const [height = 0, width = 0, channels = 1] = written.split(/[x×]/).map(Number);
  const isShape = [height, width].every((side) => Number.isInteger(side) && side > 0);
  if (isShape && (channels === 1 || channels === 3) && height * width * channels === pixels)
    return [height, width, channels];
  throw new EngineError('invalid', message('imports.bad-shape', { value: written, pixels }));
}

const yesOrNo: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** The values of options that do not depend on the file. @throws EngineError `invalid` */
function readFixed({ separator, header, decimal }: DecoderOptions) {
  const refuse = (option: 'separator' | 'header' | 'decimal', value: string): never => {
    throw new EngineError('invalid', message('imports.bad-option', { option, value }));
  };
  const byte = separator === 'tab' ? '\t' : separator;
  if (byte !== undefined && (byte.length !== 1 || byte.charCodeAt(0) > 127)) refuse('separator', byte);
  if (header !== undefined && yesOrNo[header] === undefined) refuse('header', header);
  if (decimal !== undefined && decimal !== 'comma' && decimal !== 'point') refuse('decimal', decimal);
  return { byte, header: header === undefined ? undefined : yesOrNo[header], decimal };
}

interface Found {
  readonly isCounted: boolean;
  readonly index: number | null;
  readonly label: number | null;
  readonly oneHot: { readonly count: number } | null;
}

/** What a person could not expect of how a file is read. */
function changesOf(names: readonly string[] | null, { isCounted, index, label, oneHot }: Found): Text[] {
  const named = (at: number): string => names?.[at] || String(at);
  return [
    ...(isCounted ? [message('imports.numbered-header')] : []),
    ...(index !== null ? [message('imports.index-dropped', { column: named(index) })] : []),
    ...(label !== null ? [message('imports.label-column', { column: named(label) })] : []),
    ...(oneHot ? [message('imports.one-hot-columns', { count: oneHot.count })] : []),
  ];
}

/**
 * Finds out how a CSV file is meant.
 * @param text its beginning @param whole whether that is all of it
 * @throws EngineError `invalid` for an option that does not fit it
 */
export function csvLayoutOf(text: string, whole: boolean, given: DecoderOptions): CsvLayout {
  const fixed = readFixed(given);
  const separator = fixed.byte ?? separatorOf(text, whole);
  const all = cellsOf(text, separator, whole);
  const hasCommas = all.flat().some((cell) => /^[-+]?\d+,\d+$/.test(cell));
  const decimalComma =
    fixed.decimal === undefined ? separator !== ',' && hasCommas : fixed.decimal === 'comma';
  const header = fixed.header ?? (all.length === 0 ? 'auto' : hasHeader(all, decimalComma));
  const rows = header === true ? all.slice(1) : all;
  const names = header === true ? (all[0] ?? []) : null;
  const columns = (rows[0] ?? names ?? []).length;
  const table: Table = { names, rows: rows.filter((row) => row.length === columns), columns, decimalComma };
  const index = given['index'] === undefined ? indexOf(table) : columnNamed(given['index'], table, 'index');
  const asked = given['label'] === undefined ? null : columnNamed(given['label'], table, 'label');
  const width = columns - (index === null ? 0 : 1);
  const hasName = names?.some((name) => labelNames.test(name)) ?? false;
  const isPlain = asked !== null || hasName || squareOf(width - 1) !== null || given['shape'] !== undefined;
  const oneHot = isPlain ? null : oneHotOf(table, index);
  const label = oneHot ? null : (asked ?? labelOf(table, index));
  const pixels = width - (oneHot ? oneHot.count : 1);
  const labels = label === null ? [] : columnOf(table, label).filter((cell) => cell !== '');
  const isCounted = fixed.header === undefined && names !== null && countsUp(names);
  const isGuessed = label !== null && label !== 0 && asked === null;
  const changes = changesOf(names, { isCounted, index, label: isGuessed ? label : null, oneHot });
  return {
    separator,
    decimalComma,
    header,
    columns,
    label,
    oneHot: oneHot && {
      first: oneHot.first,
      names: Array.from({ length: oneHot.count }, (_, at) => names?.[oneHot.first + at] || String(at)),
    },
    isNumbered: labels.every((cell) => isNumber(cell, decimalComma)),
    index,
    shape: shapeFrom(given['shape'], pixels),
    changes,
  };
}
