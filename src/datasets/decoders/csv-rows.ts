/** A row of a text of separated values, and the line that it begins in, 1 the first. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters that a cell may have, beyond any document worth classifying. */
const longestCell = 1 << 24;

/** Takes letters one by one, and gives back a row with the letter that ends it. */
function createReader(separator: string) {
  let row: string[] = [];
  let cell = '';
  let quoted: 'no' | 'inside' | 'ended' = 'no';
  let [line, begun] = [1, 1];
  let before = '';

  const endCell = (): void => {
    row.push(cell.trim());
    cell = '';
    quoted = 'no';
  };
  const endRow = (): TextRow | null => {
    endCell();
    const cells = row;
    const found = cells.length === 1 && cells[0] === '' ? null : { line: begun, cells };
    row = [];
    line++;
    begun = line;
    return found;
  };
  const insideQuotes = (letter: string): void => {
    if (letter === '"') quoted = 'ended';
    else cell += letter;
    if (letter === '\n') line++;
    if (cell.length > longestCell) throw new RangeError(`the cell that begins in line ${begun} has no end`);
  };
  const atQuote = (): void => {
    // Two quotes inside quotes are one; elsewhere one begins a quoted cell, or belongs to the text.
    if (quoted === 'ended' || cell.trim() !== '') cell += '"';
    else cell = '';
    if (quoted === 'ended' || cell === '') quoted = 'inside';
  };
  return {
    take(letter: string): TextRow | null {
      const isSecondEnd = letter === '\n' && before === '\r' && quoted !== 'inside';
      before = letter;
      if (isSecondEnd) return null;
      if (quoted === 'inside') insideQuotes(letter);
      else if (letter === '"') atQuote();
      else if (letter === separator) endCell();
      else if (letter === '\n' || letter === '\r') return endRow();
      else cell += letter;
      return null;
    },
    end: (): TextRow | null => (cell !== '' || row.length > 0 ? endRow() : null),
  };
}

/**
 * Rows of separated values (RFC 4180), as text: quoted cells may hold separators and line ends. Empty lines are left out.
 * @throws RangeError for a cell that has no end
 */
export async function* csvRows(
  pieces: AsyncIterable<Uint8Array>,
  separator: string,
): AsyncGenerator<TextRow, void> {
  const decoder = new TextDecoder('utf-8');
  const reader = createReader(separator);
  const rows = function* (text: string): Generator<TextRow> {
    for (const letter of text) {
      const row = reader.take(letter);
      if (row) yield row;
    }
  };
  for await (const piece of pieces) yield* rows(decoder.decode(piece, { stream: true }));
  yield* rows(decoder.decode());
  const last = reader.end();
  if (last) yield last;
}
