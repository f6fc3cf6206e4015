import { openRegular, type RegularFile } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { LoadOptions } from '../dataset.ts';
import { canceledError, loading } from '../reading/budget.ts';
import { isGzip } from '../reading/unpack.ts';
import { maxExamples, requireFew } from '../sound.ts';
import { beginningOf, utf8 } from './csv-file.ts';
import { type CsvLayout, csvLayoutOf, csvOptions } from './csv-layout.ts';
import { decodeTable } from './csv-table.ts';
import { type CsvRow, createCsvTokens } from './csv-tokens.ts';
import type { Decoded, Decoder } from './decoder.ts';
import type { Encoding } from './encoding.ts';
import { squareOf } from './image-shape.ts';
import { classify } from './labels.ts';

const corrupt = (detail: Message): EngineError => new EngineError('dataset-corrupt', detail);

/** What a label can be at most: it is kept in 32 bits. */
const maxLabel = 2 ** 31 - 1;
/** Bytes that a file may have: two for each value at least, and as many values as an array can hold. */
const maxFileBytes = 2 ** 32 - 2;
/** Names of classes, at most: a list as long as the file would take all memory. */
const maxNames = 100_000;

/** A value that cannot be a pixel, unless all are scaled. */
interface OutOfRangeValue {
  readonly line: number;
  readonly value: number;
}

interface Read {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels: Int32Array;
  readonly names: readonly string[];
  /** Of all pixels as they stand in the file. */
  readonly least: number;
  readonly most: number;
  readonly hasFractions: boolean;
  /** The first value below 0 or above 255. */
  readonly outside: OutOfRangeValue | null;
}

/** `value * scale + shift` is a pixel. */
interface Scale {
  readonly scale: number;
  readonly shift: number;
}

/**
 * Labels and pixels as they are read. Memory for as many as a file of this length can hold is there from the first row
 * on, and touched as it is filled.
 */
function createRows(path: string, bytes: number, layout: CsvLayout, { scale, shift }: Scale) {
  const { label, oneHot, index } = layout;
  let pixels = new Uint8Array(0);
  let labels = new Int32Array(0);
  let places: readonly number[] = [];
  let columns = 0;
  let count = 0;
  let filled = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let hasFractions = false;
  let outside: OutOfRangeValue | null = null;
  const names = new Map<string, number>();
  const isOfLabel = (at: number): boolean =>
    at === label || (oneHot !== null && at >= oneHot.first && at < oneHot.first + oneHot.names.length);
  const begin = (width: number): void => {
    columns = width;
    places = Array.from({ length: width }, (_, at) => at).filter((at) => at !== index && !isOfLabel(at));
    // A value takes two bytes at least: a digit, and what stands behind it, which the last one may lack.
    const rows = Math.floor((bytes + 1) / (2 * columns));
    pixels = new Uint8Array(rows * places.length);
    labels = new Int32Array(Math.min(rows, maxExamples));
  };
  const atLine = (line: number, why: Message): EngineError =>
    corrupt(message('datasets.at-line', { file: path, line, why }));

  const nameOf = ({ line, text }: CsvRow, column: number): number => {
    const name = text(column);
    if (name === '') throw atLine(line, message('imports.no-label'));
    const known = names.get(name);
    if (known !== undefined) return known;
    if (names.size >= maxNames) throw atLine(line, message('imports.too-many-names', { most: maxNames }));
    names.set(name, names.size);
    return names.size - 1;
  };
  const labelOf = (row: CsvRow): number => {
    const { line, values } = row;
    if (oneHot) {
      const some = values.subarray(oneHot.first, oneHot.first + oneHot.names.length);
      const at = some.indexOf(1);
      if (at < 0 || some.some((value, place) => value !== (place === at ? 1 : 0)))
        throw atLine(line, message('imports.csv-one-hot'));
      return at;
    }
    if (!layout.isNumbered) return nameOf(row, label!);
    const value = values[label!]!;
    if (Number.isNaN(value) && row.text(label!) === '') throw atLine(line, message('imports.no-label'));
    if (!Number.isInteger(value) || value < 0 || value > maxLabel)
      throw atLine(line, message('datasets.csv-label', { label: row.text(label!) }));
    return value;
  };
  return {
    add(row: CsvRow): void {
      const { line, values } = row;
      if (columns === 0) begin(values.length);
      if (values.length !== columns) {
        throw atLine(line, message('datasets.csv-columns', { values: values.length, expected: columns }));
      }
      requireFew(count + 1, path);
      labels[count] = labelOf(row);
      for (let at = 0; at < places.length; at++) {
        const value = values[places[at]!]!;
        if (Number.isNaN(value))
          throw atLine(line, message('imports.csv-missing', { value: places[at]! + 1 }));
        if (value < least) least = value;
        if (value > most) most = value;
        if ((value < 0 || value > 255) && outside === null) outside = { line, value: places[at]! + 1 };
        if (!hasFractions && !Number.isInteger(value)) hasFractions = true;
        pixels[filled++] = Math.round(value * scale + shift);
      }
      count++;
    },
    result(): Read {
      if (count === 0) throw corrupt(message('datasets.csv-empty', { file: path }));
      return {
        count,
        pixels: pixels.subarray(0, filled),
        labels: labels.subarray(0, count),
        names: [...names.keys()],
        least,
        most,
        hasFractions,
        outside,
      };
    },
  };
}

async function readRows(
  file: RegularFile,
  encoding: Encoding,
  layout: CsvLayout,
  scale: Scale,
  options: LoadOptions,
): Promise<Read> {
  const bytes = encoding === 'utf-8' ? file.size : Math.ceil(file.size / 2);
  const rows = createRows(file.path, bytes, layout, scale);
  const tokens = createCsvTokens(file.path, (row) => rows.add(row), {
    separator: layout.separator.charCodeAt(0),
    decimalComma: layout.decimalComma,
    header: layout.header,
    textColumn: layout.label ?? 0,
  });
  let done = 0;
  for await (const piece of utf8(file, encoding)) {
    tokens.push(piece);
    done += piece.length;
    if (options.canceled?.()) throw canceledError();
    options.onProgress?.({
      phase: message('datasets.reading'),
      done: Math.min(done, file.size),
      total: file.size,
    });
  }
  tokens.end();
  return rows.result();
}

const asStored: Scale = { scale: 1, shift: 0 };

/** How values that are fractions of 1 become bytes. @throws EngineError `dataset-corrupt` for values beyond any range */
function scaleOf(
  { least, most, hasFractions, outside }: Read,
  path: string,
): Scale & { change: Text | null } {
  if (hasFractions && least >= 0 && most <= 1)
    return { scale: 255, shift: 0, change: message('imports.scaled', { from: 0, to: 1 }) };
  if (hasFractions && least >= -1 && least < 0 && most <= 1)
    return { scale: 127.5, shift: 127.5, change: message('imports.scaled', { from: -1, to: 1 }) };
  if (outside === null) return { ...asStored, change: null };
  const why = message('datasets.csv-pixel', { value: outside.value });
  throw corrupt(message('datasets.at-line', { file: path, line: outside.line, why }));
}

async function decodeCsv(
  file: RegularFile,
  options: LoadOptions,
  layout: CsvLayout,
  encoding: Encoding,
): Promise<Decoded> {
  const { path } = file;
  const first = await readRows(file, encoding, layout, asStored, options);
  const pixels = first.pixels.length / first.count;
  const shape = layout.shape ?? squareOf(pixels);
  if (!shape) throw corrupt(message('datasets.csv-pixels', { file: path, pixels }));
  const scale = scaleOf(first, path);
  const read = scale.change === null ? first : await readRows(file, encoding, layout, scale, options);
  const isNamed = layout.oneHot === null && !layout.isNumbered;
  const raw = isNamed
    ? ({ kind: 'names', values: read.labels, names: read.names } as const)
    : ({ kind: 'numbers', values: read.labels } as const);
  const { classes, labels } = classify({ train: raw }, path);
  return {
    classes: layout.oneHot ? [...layout.oneHot.names] : classes,
    train: { count: read.count, shape, images: read.pixels, labels: labels.train! },
    validation: null,
    test: null,
    findings: { changes: [...layout.changes, ...(scale.change ? [scale.change] : [])] },
  };
}

/** Images as rows of numbers, each with a label: a number, a name, or a 1 in the column of its class. */
export const csv: Decoder = {
  format: message('datasets.format-csv'),
  options: csvOptions,
  sniff: ({ path, isFolder }) => !isFolder && /\.(csv|tsv)$/i.test(path),
  async open(path, options, given) {
    const file = await openRegular(path, maxFileBytes);
    try {
      if (await isGzip(file)) throw corrupt(message('imports.packed', { file: path }));
      const { text, whole, encoding } = await beginningOf(file);
      const layout = csvLayoutOf(text, whole, given);
      // What its values take at most: with one pixel a row, five bytes for every four of the file.
      const decoded = await loading.hold(
        Math.ceil(1.25 * file.size),
        path,
        () =>
          layout.isTable
            ? decodeTable(path, utf8(file, encoding), layout, given, options)
            : decodeCsv(file, options, layout, encoding),
        options.canceled,
      );
      if (encoding !== 'windows-1252') return decoded;
      const { changes = [], ...findings } = decoded.findings ?? {};
      return {
        ...decoded,
        findings: { ...findings, changes: [message('imports.windows-1252'), ...changes] },
      };
    } finally {
      await file.close();
    }
  },
};
