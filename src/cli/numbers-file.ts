import { cellsOf, hasHeader, isNumber, separatorOf } from '../datasets/decoders/csv-cells.ts';
import { beginningOf, utf8 } from '../datasets/decoders/csv-file.ts';
import { csvRows } from '../datasets/decoders/csv-rows.ts';
import { openNpy } from '../datasets/decoders/npy.ts';
import { type RegularFile, withRegular } from '../files/read.ts';
import { sizeOf } from '../layers/shape.ts';
import { message, type Text } from '../text/message.ts';
import { CliError } from './output.ts';

/** Bytes of a file of examples, and numbers in it: what a person gives to a network by hand. */
const maxBytes = 2 ** 26;
const maxNumbers = 2 ** 24;

/** Whether a file of this name has numbers. */
export const isNumbersName = (name: string): boolean => /\.(csv|tsv|npy)$/i.test(name);

const refuse = (file: string, why: Text): CliError =>
  new CliError(message('common.named', { name: file, detail: why }));

type Numbers = Float32Array<ArrayBuffer>;

/** Rows of numbers, without a header. */
async function csvNumbers(file: RegularFile, path: string): Promise<Numbers[]> {
  const { text, whole, encoding } = await beginningOf(file);
  const separator = separatorOf(text, whole);
  const first = cellsOf(text, separator, whole);
  const decimalComma = separator !== ',' && first.flat().some((cell) => /^[-+]?\d+,\d+$/.test(cell));
  const header = hasHeader(first, decimalComma);
  const rows: Numbers[] = [];
  let isFirst = header;
  for await (const { cells, line } of csvRows(path, utf8(file, encoding), separator)) {
    if (!isFirst) {
      const written = cells.map((cell) => cell.trim());
      const wrong = written.findIndex((cell) => !isNumber(cell, decimalComma));
      if (wrong >= 0)
        throw refuse(path, message('cli.no-number', { line, column: wrong + 1, cell: written[wrong]! }));
      rows.push(Float32Array.from(written, (cell) => Number(decimalComma ? cell.replace(',', '.') : cell)));
    }
    isFirst = false;
  }
  return rows;
}

/** The rows of a file as examples: one a row, or all of them one, where a series has its steps in rows. */
function examplesOf(rows: readonly Numbers[], shape: readonly number[], path: string): Numbers[] {
  const wanted = sizeOf(shape);
  if (rows.length > 0 && rows.every(({ length }) => length === wanted)) return [...rows];
  const given = rows.reduce((sum, { length }) => sum + length, 0);
  const [steps, columns = 1] = shape;
  const isOne = rows.length === steps && rows.every(({ length }) => length === columns);
  if (!isOne) throw refuse(path, message('cli.rows-wrong', { rows: rows.length, given, wanted, shape }));
  const values = new Float32Array(wanted);
  for (const [at, row] of rows.entries()) values.set(row, at * columns);
  return [values];
}

/** An array of one example, or of several behind one another. */
async function npyExamples(file: RegularFile, shape: readonly number[], path: string): Promise<Numbers[]> {
  const array = await openNpy(path, file.size, () => file.pieces());
  const wanted = sizeOf(shape);
  const [count = 0, ...each] = array.shape;
  const fits = (given: readonly number[]): boolean =>
    given.length === shape.length && given.every((side, axis) => side === shape[axis]);
  const isOne = fits(array.shape) || (array.shape.length === 1 && count === wanted);
  if (
    array.kind === 'text' ||
    array.size > maxNumbers ||
    !(isOne || fits(each) || (each.length === 1 && each[0] === wanted))
  )
    throw refuse(path, message('cli.array-wrong', { given: array.shape, type: array.type, shape }));
  const values = new Float32Array(array.size);
  await array.each((value, at) => {
    values[at] = value;
  });
  return Array.from({ length: isOne ? 1 : count }, (_, at) => values.slice(at * wanted, (at + 1) * wanted));
}

/**
 * Reads the rows of a table, or series, of a CSV or NPY file, as the network's data have them: without a target.
 * @param shape of the network's input
 * @returns the numbers of each example
 * @throws CliError, EngineError, FileError with the file's name
 */
export const readNumbersFile = (path: string, shape: readonly number[]): Promise<Numbers[]> =>
  withRegular(path, maxBytes, async (file) =>
    /\.npy$/i.test(path)
      ? npyExamples(file, shape, path)
      : examplesOf(await csvNumbers(file, path), shape, path),
  );
