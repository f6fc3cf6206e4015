import { openRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { cancelledError, loading } from '../reading/budget.ts';
import { mostExamples, requireFew } from '../sound.ts';
import { withNumberedClasses } from './classes.ts';
import { type CsvRow, createCsvTokens } from './csv-tokens.ts';
import type { Decoder } from './decoder.ts';

const corrupt = (told: Message): EngineError => new EngineError('dataset-corrupt', told);

/** What a label can be at most: it is kept in 32 bits. */
const largestLabel = 2 ** 31 - 1;
/** Bytes that a file may have: two for each value at least, and as many values as an array can hold. */
const largestFile = 2 ** 32 - 2;

/** Height, width and channels of so many pixels: square, gray or, where that does not fit, in color. */
function shapeOf(pixels: number, file: string): Split['shape'] {
  const gray = Math.sqrt(pixels);
  const color = Math.sqrt(pixels / 3);
  if (pixels > 0 && Number.isInteger(gray)) return [gray, gray, 1];
  if (pixels > 0 && Number.isInteger(color)) return [color, color, 3];
  throw corrupt(message('datasets.csv-pixels', { file, pixels }));
}

/**
 * Labels and pixels as they are read. Memory for as many as a file of this length can hold is there from the first row
 * on, and touched as it is filled.
 */
interface Rows {
  add(row: CsvRow): void;
  split(): Split;
}

function createRows(path: string, bytes: number): Rows {
  let pixels = new Uint8Array(0);
  let labels = new Int32Array(0);
  let columns = 0;
  let count = 0;
  let filled = 0;
  const begin = (width: number): void => {
    columns = width;
    // A value takes two bytes at least: a digit, and what stands behind it, which the last one may lack.
    const rows = Math.floor((bytes + 1) / (2 * columns));
    pixels = new Uint8Array(rows * (columns - 1));
    labels = new Int32Array(Math.min(rows, mostExamples));
  };
  const atLine = (line: number, why: Message): EngineError =>
    corrupt(message('datasets.at-line', { file: path, line, why }));
  const check = ({ line, values, first }: CsvRow): void => {
    if (values.length !== columns) {
      throw atLine(line, message('datasets.csv-columns', { values: values.length, expected: columns }));
    }
    const [label] = values;
    if (!Number.isInteger(label) || label! < 0 || label! > largestLabel) {
      throw atLine(line, message('datasets.csv-label', { label: first() }));
    }
    for (let at = 1; at < values.length; at++) {
      if (!(values[at]! >= 0 && values[at]! <= 255)) {
        throw atLine(line, message('datasets.csv-pixel', { value: at + 1 }));
      }
    }
  };
  return {
    add(row) {
      if (columns === 0) begin(row.values.length);
      check(row);
      requireFew(count + 1, path);
      labels[count++] = row.values[0]!;
      for (let at = 1; at < columns; at++) pixels[filled++] = row.values[at]!;
    },
    split() {
      if (count === 0) throw corrupt(message('datasets.csv-empty', { file: path }));
      const shape = shapeOf(columns - 1, path);
      return { count, shape, images: pixels.subarray(0, filled), labels: labels.subarray(0, count) };
    },
  };
}

async function readCsv(path: string, options: LoadOptions): Promise<Split> {
  const file = await openRegular(path, largestFile);
  const read = async (): Promise<Split> => {
    const rows = createRows(path, file.size);
    const tokens = createCsvTokens(path, (row) => rows.add(row));
    let done = 0;
    for await (const piece of file.pieces()) {
      tokens.push(piece);
      done += piece.length;
      if (options.cancelled?.()) throw cancelledError();
      options.onProgress?.({ phase: message('datasets.reading'), done, total: file.size });
    }
    tokens.end();
    return rows.split();
  };
  try {
    // What its values take at most: with one pixel a row, five bytes for every four of the file.
    return await loading.hold(Math.ceil(1.25 * file.size), path, read, options.cancelled);
  } finally {
    await file.close();
  }
}

/** A label, then the pixels row by row, 0 to 255; a first line of names is left out. */
export const csv: Decoder = {
  format: message('datasets.format-csv'),
  sniff: ({ path, isFolder }) => !isFolder && /\.csv$/i.test(path),
  open: async (path, options) => withNumberedClasses({ train: await readCsv(path, options), test: null }),
};
