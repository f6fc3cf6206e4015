type Cells = readonly (readonly string[])[];

/** Rows that are looked at. */
const maxRows = 200;

/** Cells of a text (RFC 4180), without a last row that may be cut. @param whole whether it is all of the file */
export function cellsOf(text: string, separator: string, whole: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inQuotes = false;
  for (let at = 0; at < text.length && rows.length < maxRows; at++) {
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
  if (whole && rows.length < maxRows && (cell !== '' || row.length > 0)) rows.push([...row, cell.trim()]);
  return rows;
}

const separators = [',', ';', '\t', '|'] as const;

/** Whether cells still have what separates cells, but for decimal commas: `1,5;2,5` is no two numbers and "5;2". */
function areDivided(rows: Cells, separator: string): boolean {
  const others = separators.filter((each) => each !== separator);
  const cells = rows.flat();
  const divided = cells.filter(
    (cell) => !/^[-+]?\d*,\d+$/.test(cell) && others.some((other) => cell.includes(other)),
  );
  return divided.length <= cells.length / 10;
}

/** The separator that splits the first rows into most columns, as many in each. */
export function separatorOf(text: string, whole: boolean): string {
  let best = { separator: ',', columns: 1, isDivided: false };
  for (const separator of separators) {
    const rows = cellsOf(text, separator, whole).slice(0, 20);
    const columns = rows[0]?.length ?? 0;
    if (columns < 2 || rows.some((row) => row.length !== columns)) continue;
    const isDivided = areDivided(rows, separator);
    const isBetter = isDivided === best.isDivided ? columns > best.columns : isDivided;
    if (isBetter) best = { separator, columns, isDivided };
  }
  return best.separator;
}

export const isNumber = (cell: string, decimalComma: boolean): boolean =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(decimalComma ? cell.replace(',', '.') : cell);

/** Columns from which on a row that counts up is one of names. */
const minColumnsOfNames = 5;

/** 0, 1, 2 and so on, or from 1: what pandas names columns without names. */
export function isCounting(cells: readonly string[]): boolean {
  const numbers = cells[0] === '' ? cells.slice(1) : cells;
  const first = Number(numbers[0]);
  return (
    numbers.length >= minColumnsOfNames &&
    (first === 0 || first === 1) &&
    numbers.every((cell, at) => cell !== '' && Number(cell) === first + at)
  );
}

export const labelNames = /^(label|labels|class|classes|target|targets|y|digit|category|species)$/i;

/** Whether the first row names the columns: a word where numbers are below, or numbers that count up. */
export function hasHeader([first = [], ...rest]: Cells, decimalComma: boolean): boolean {
  if (isCounting(first) && !rest.slice(0, 1).some(isCounting)) return true;
  if (first.some((cell) => labelNames.test(cell)) && first.every((cell) => !isNumber(cell, decimalComma)))
    return true;
  if (rest.length === 0) return first.length > 0 && first.every((cell) => !isNumber(cell, decimalComma));
  return first.some(
    (cell, column) =>
      !isNumber(cell, decimalComma) &&
      cell !== '' &&
      rest.filter((row) => isNumber(row[column] ?? '', decimalComma)).length > rest.length / 2,
  );
}

/** A number that is not whole. */
export const isFraction = (cell: string, decimalComma: boolean): boolean =>
  !Number.isInteger(Number(decimalComma ? cell.replace(',', '.') : cell));

/** The largest value of what may be pixels that are dark. */
const halfOfBytes = 127;

/** Fractions beyond what pixels are scaled to, of values that do not fill the range of bytes: they are no pixels. */
export function isOfMeasures(cells: readonly string[], decimalComma: boolean): boolean {
  const values = cells
    .filter((cell) => cell !== '')
    .map((cell) => Number(decimalComma ? cell.replace(',', '.') : cell))
    .filter(Number.isFinite);
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  const fillsBytes = most > halfOfBytes && most <= 255 && values.every((value) => value >= 0);
  return !fillsBytes && values.some((value) => !Number.isInteger(value) && Math.abs(value) > 1);
}
