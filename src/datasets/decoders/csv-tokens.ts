import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';

/** A line of numbers. It holds until the next line is read. */
export interface CsvRow {
  /** Its place in the file, 1 the first. */
  readonly line: number;
  /** NaN where there is no number. */
  readonly values: Float64Array;
  /** A value as it stands in the file, of a column whose text is kept. */
  text(column: number): string;
}

/** How a file is written. */
export interface CsvDialect {
  /** The byte between two values. */
  readonly separator: number;
  /** Whether numbers have a comma for a decimal point. */
  readonly decimalComma: boolean;
  /** Whether the first line has names; `auto`: where it does not begin with a number. */
  readonly header: boolean | 'auto';
  /** The column whose text is kept. */
  readonly textColumn: number;
}

/** As most files are. */
export const plainCsv: CsvDialect = { separator: 0x2c, decimalComma: false, header: 'auto', textColumn: 0 };

/** Reads the numbers of a CSV file (RFC 4180) out of its bytes, however they are cut. */
export interface CsvTokens {
  push(bytes: Uint8Array): void;
  end(): void;
}

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;
const zero = 0x30;
const nine = 0x39;
/** Bytes of a value that are looked at; a number has fewer, and so has the name of a class. */
const maxValueLength = 256;
/** Values that a row may have: an image of 1,024 x 1,024 pixels in color, and its label. */
const maxValues = 3 * 1024 * 1024 + 1;

/** Values that grow as they come. */
function createValues() {
  let values = new Float64Array(1024);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const larger = new Float64Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    get length() {
      return length;
    },
    clear(): void {
      length = 0;
    },
    view: () => values.subarray(0, length),
  };
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09;

/** Where the line ends that is at a place, or the bytes do. */
function nextEnd(bytes: Uint8Array, from: number): number {
  const ends = [bytes.indexOf(newline, from), bytes.indexOf(carriageReturn, from)];
  return Math.min(...ends.map((end) => (end < 0 ? bytes.length : end)));
}

/** The number that a value is, spaces around it left out; NaN where it is none. */
function parseNumber(text: Uint8Array, decimalComma: boolean): number {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start]!)) start++;
  while (end > start && isSpace(text[end - 1]!)) end--;
  if (start === end) return Number.NaN;
  let whole = 0;
  let at = start;
  for (; at < end && at - start < 9 && text[at]! >= zero && text[at]! <= nine; at++) {
    whole = whole * 10 + (text[at]! - zero);
  }
  if (at === end) return whole;
  const letters = String.fromCharCode(...text.subarray(start, end));
  const written = decimalComma ? letters.replace(',', '.') : letters;
  // Number() also takes 0x10 and Infinity, which no one means.
  return /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(written) ? Number(written) : Number.NaN;
}

/**
 * A first line that does not begin with a number is one of names and left out, as are empty lines and a byte order
 * mark. No line is ever a string: it may be longer than a string can be.
 * @throws EngineError `dataset-corrupt` from `push` for a value or a row that is too long, and what `onRow` throws
 */
export function createCsvTokens(
  path: string,
  onRow: (row: CsvRow) => void,
  { separator, decimalComma, header, textColumn }: CsvDialect = plainCsv,
): CsvTokens {
  const values = createValues();
  const text = new Uint8Array(maxValueLength);
  /** Bytes of the value under way, as many as are kept. */
  let length = 0;
  let line = 1;
  /** Where the row under way began: quotes may hold ends of lines. */
  let lineBegun = 1;
  let hasBytes = false;
  let isFirst = true;
  /** The first line has names: the rest of it is not looked at. */
  let skips = false;
  const keptText = new Uint8Array(maxValueLength);
  let keptLength = 0;
  let wasReturn = false;
  /** Inside quotes everything is part of the value; a quote behind them may be the second of two. */
  let inQuotes = false;
  let wasQuote = false;
  /** Bytes of the file so far, as far as they may belong to a byte order mark. */
  let begun = 0;
  const mark = [0xef, 0xbb, 0xbf];

  const corrupt = (why: Message) =>
    new EngineError('dataset-corrupt', message('datasets.at-line', { file: path, line, why }));

  const endValue = (): void => {
    const value = parseNumber(text.subarray(0, length), decimalComma);
    if (values.length === 0) skips = isFirst && (header === 'auto' ? Number.isNaN(value) : header);
    if (values.length === textColumn) {
      keptText.set(text.subarray(0, length));
      keptLength = length;
    }
    if (values.length >= maxValues) {
      throw corrupt(message('datasets.csv-values', { most: maxValues }));
    }
    values.push(value);
    length = 0;
    wasQuote = false;
  };

  /** What goes on like this is no number; a first line that begins so is one of names. */
  const refuseLong = (): void => {
    skips = isFirst && values.length === 0 && header === 'auto';
    if (!skips) throw corrupt(message('datasets.csv-number', { value: values.length + 1 }));
  };

  const kept = (column: number): string => {
    if (column !== textColumn) throw new RangeError(`the text of column ${column} is not kept`);
    return new TextDecoder().decode(keptText.subarray(0, keptLength)).trim();
  };

  const endLine = (): void => {
    if (!skips && hasBytes) {
      endValue();
      if (!skips) onRow({ line: lineBegun, values: values.view(), text: kept });
    }
    if (hasBytes) isFirst = false;
    line++;
    lineBegun = line;
    values.clear();
    length = 0;
    hasBytes = false;
    skips = false;
  };

  const keep = (byte: number): void => {
    if (length < maxValueLength) text[length++] = byte;
    else if (!isSpace(byte)) refuseLong();
  };

  /** A byte inside quotes. */
  const takeQuoted = (byte: number): void => {
    if (byte === quote) {
      inQuotes = false;
      wasQuote = true;
      return;
    }
    if (byte === newline) line++;
    keep(byte);
  };

  const takeByte = (byte: number): void => {
    if (inQuotes) takeQuoted(byte);
    else if (byte === quote && (wasQuote || length === 0)) {
      // Two quotes inside quotes are one.
      if (wasQuote) keep(quote);
      hasBytes = true;
      inQuotes = true;
      wasQuote = false;
    } else if (byte === newline && wasReturn) wasReturn = false;
    else if (byte === newline || byte === carriageReturn) {
      wasReturn = byte === carriageReturn;
      endLine();
    } else {
      wasReturn = false;
      if (skips) return;
      if (byte === separator) {
        hasBytes = true;
        endValue();
        return;
      }
      if (!isSpace(byte)) hasBytes = true;
      wasQuote = false;
      keep(byte);
    }
  };

  return {
    push(bytes) {
      let at = 0;
      while (begun < mark.length && at < bytes.length && bytes[at] === mark[begun]) {
        begun++;
        at++;
      }
      // What only begins like a mark is no number either.
      begun = mark.length;
      for (; at < bytes.length; at++) {
        if (skips) at = nextEnd(bytes, at);
        if (at < bytes.length) takeByte(bytes[at]!);
      }
    },
    end(): void {
      // All that follows a quote without end would be one value.
      if (inQuotes && !skips) {
        line = lineBegun;
        throw corrupt(message('datasets.csv-open-quote'));
      }
      endLine();
    },
  };
}
