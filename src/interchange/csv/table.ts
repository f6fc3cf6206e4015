type Cell = string | number | null;

/** Quoted where it must be: a comma, a quote or a line break inside. */
function written(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as RFC 4180 has it: one header line, CRLF after each line. Null is an empty field. */
export const csvTable = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('');
