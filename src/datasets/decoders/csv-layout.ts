import { EngineError } from '../../protocol/client.ts';
import { message, type Text } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import type { DecoderOptions } from '../reference.ts';
import {
  cellsOf,
  hasHeader,
  isCounting,
  isFraction,
  isNumber,
  isOfMeasures,
  labelNames,
  separatorOf,
} from './csv-cells.ts';
import { squareOf } from './image-shape.ts';
import { tableOptions } from './table-options.ts';
import { tokenOptions } from './tokens.ts';

/** How the columns of a CSV file are meant, inferred from its beginning and from the options given. */
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
  /** What the first line calls the columns; null where it calls them nothing. */
  readonly names: readonly string[] | null;
  /** Whether rows are a table of numbers, or texts, and no images. */
  readonly isTable: boolean;
  /** Whether the column of the labels has fractions: numbers to be predicted. */
  readonly isRegression: boolean;
  /** A column of texts; null where there is none. */
  readonly text: number | null;
  readonly changes: readonly Text[];
}

/** Options of a reference to a CSV file. */
export const csvOptions = [
  ...['label', 'separator', 'header', 'decimal', 'index', 'shape'],
  ...tableOptions,
  ...tokenOptions,
] as const;

const indexNames = /^(|index|id|unnamed: 0|#)$/i;

/** A table as far as columns can be named. */
type Named = Pick<Table, 'names' | 'columns'>;

interface Table {
  readonly names: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
  readonly decimalComma: boolean;
}

/** Words that a cell of a text has, on average. */
const textWords = 3;

/** The column of texts: the one whose cells have most words, where that is several. */
function textOf(table: Table): number | null {
  let best = { column: -1, words: textWords };
  for (let column = 0; column < table.columns; column++) {
    const cells = columnOf(table, column);
    const words = cells.reduce((sum, cell) => sum + cell.split(/\s+/).length, 0) / Math.max(1, cells.length);
    if (words >= best.words) best = { column, words };
  }
  return best.column < 0 ? null : best.column;
}

const columnsBut = ({ columns }: Table, but: readonly (number | null)[]): number[] =>
  Array.from({ length: columns }, (_, at) => at).filter((at) => !but.includes(at));

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

const maxOneHot = 1000;

/** Columns before or behind the pixels with a 1 in the place of the class, where what is left is an image. */
function oneHotOf(table: Table, index: number | null): { first: number; count: number } | null {
  const from = index === null ? 0 : 1;
  const width = table.columns - from;
  for (let count = 2; count < Math.min(width, maxOneHot); count++) {
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

const maxCategories = 100;

/** The column of the labels by its name, by its words, or by its few whole numbers. */
function labelOf(table: Table, index: number | null, text: number | null, isTable: boolean): number {
  const named = (table.names ?? []).flatMap((name, column) => (labelNames.test(name) ? [column] : []));
  if (named.length === 1) return named[0]!;
  const columns = Array.from({ length: table.columns }, (_, column) => column).filter(
    (at) => at !== index && at !== text,
  );
  const isWord = (cell: string): boolean => cell !== '' && !isNumber(cell, table.decimalComma);
  const words = columns.filter(
    (column) => columnOf(table, column).filter(isWord).length > table.rows.length / 2,
  );
  if (words.length === 1) return words[0]!;
  const [first = 0] = columns;
  const last = columns.at(-1) ?? 0;
  const lastKinds = kinds(table, last);
  const isLast = kinds(table, first) > maxCategories && lastKinds > 1 && lastKinds <= maxCategories;
  // Of a table the last column is what it is about, unless the first alone has a few whole numbers again and again.
  const firstKinds = kinds(table, first);
  const isFirst =
    isTable && firstKinds <= Math.min(maxCategories, table.rows.length / 2) && lastKinds > maxCategories;
  return isTable ? (isFirst ? first : last) : isLast ? last : first;
}

/** The column that a person means: its name, its place from 0, `first` or `last`. @throws EngineError `invalid` */
export function columnNamed(written: string, { names, columns }: Named, option: string): number {
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

/** Whether rows are images, a table or texts, and where their labels are. */
function meaningOf(table: Table, index: number | null, chosen: number | null, given: DecoderOptions) {
  const { names, columns, rows, decimalComma } = table;
  const width = columns - (index === null ? 0 : 1);
  const prose = textOf(table);
  const isSquare = squareOf(width - 1) !== null;
  const hasShape = given['shape'] !== undefined;
  const hasName = names?.some((name) => labelNames.test(name)) ?? false;
  const isPlain = chosen !== null || hasName || isSquare || hasShape || prose !== null;
  const oneHot = isPlain ? null : oneHotOf(table, index);
  const isForced = tableOptions.some((option) => given[option] !== undefined);
  const guessed = chosen ?? labelOf(table, index, prose, false);
  const hasMeasures = isOfMeasures(
    columnsBut(table, [index, guessed]).flatMap((at) => columnOf(table, at)),
    decimalComma,
  );
  // Of a file of which no row was seen whole nothing is known.
  const isTable =
    rows.length > 0 &&
    oneHot === null &&
    !hasShape &&
    (isForced || prose !== null || hasMeasures || !isSquare);
  const label = oneHot ? null : (chosen ?? labelOf(table, index, prose, isTable));
  return { prose, oneHot, label, isTable };
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
  const chosen = given['label'] === undefined ? null : columnNamed(given['label'], table, 'label');
  const width = columns - (index === null ? 0 : 1);
  const { prose, oneHot, label, isTable } = meaningOf(table, index, chosen, given);
  const pixels = width - (oneHot ? oneHot.count : 1);
  const labels = label === null ? [] : columnOf(table, label).filter((cell) => cell !== '');
  const isCounted = fixed.header === undefined && names !== null && isCounting(names);
  const isGuessed = label !== null && label !== 0 && chosen === null;
  const changes = changesOf(names, { isCounted, index, label: isGuessed ? label : null, oneHot });
  const isNumbered = labels.every((cell) => isNumber(cell, decimalComma));
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
    isNumbered,
    index,
    shape: isTable ? null : shapeFrom(given['shape'], pixels),
    names,
    isTable,
    isRegression: isNumbered && labels.some((cell) => /[.,eE]/.test(cell) && isFraction(cell, decimalComma)),
    text: prose,
    changes,
  };
}
