import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';

/** A row of a text of separated values, and the line that it begins in, 1 the first. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters that a row may have, beyond any document worth classifying and any table of numbers. */
const longestRow = 1 << 24;

/** Takes a text piece by piece, and yields its rows. */
function createReader(path: string, separator: string) {
  let row: string[] = [];
  let cell = '';
  /** Characters of the row so far. */
  let length = 0;
  let quoted: 'no' | 'inside' | 'ended' = 'no';
  let [line, begun] = [1, 1];
  let before = '';

  const atRow = (why: Message): EngineError =>
    new EngineError('dataset-corrupt', message('datasets.at-line', { file: path, line: begun, why }));
  const lengthen = (by: number): void => {
    length += by;
    if (length > longestRow) throw atRow(message('datasets.csv-row-length', { most: longestRow }));
  };
  const append = (part: string): void => {
    cell += part;
    lengthen(part.length);
  };
  const endCell = (): void => {
    row.push(cell.trim());
    cell = '';
    quoted = 'no';
    // Separators without end take memory, too.
    lengthen(1);
  };
  const endRow = (): TextRow | null => {
    endCell();
    const cells = row;
    const found = cells.length === 1 && cells[0] === '' ? null : { line: begun, cells };
    row = [];
    length = 0;
    line++;
    begun = line;
    return found;
  };
  const atQuote = (): void => {
    // Two quotes inside quotes are one; elsewhere one begins a quoted cell, or belongs to the text.
    if (quoted === 'ended' || cell.trim() !== '') append('"');
    else cell = '';
    if (quoted === 'ended' || cell === '') quoted = 'inside';
  };
  /** Where the characters end that are taken as they are. */
  const plainUntil = (text: string, from: number): number => {
    if (quoted === 'inside') {
      const end = text.indexOf('"', from);
      return end < 0 ? text.length : end;
    }
    let at = from;
    for (; at < text.length; at++) {
      const letter = text[at]!;
      if (letter === '"' || letter === separator || letter === '\n' || letter === '\r') break;
    }
    return at;
  };
  const appendPlain = (part: string): void => {
    if (quoted === 'inside') for (const letter of part) if (letter === '\n') line++;
    append(part);
    before = part.at(-1)!;
  };
  /** A quote, a separator or the end of a line. */
  const takeMark = (letter: string): TextRow | null => {
    const isSecondEnd = letter === '\n' && before === '\r' && quoted !== 'inside';
    before = letter;
    if (isSecondEnd) return null;
    if (letter === '"') {
      if (quoted === 'inside') quoted = 'ended';
      else atQuote();
    } else if (letter === separator) endCell();
    else return endRow();
    return null;
  };
  return {
    *take(text: string): Generator<TextRow, void> {
      let at = 0;
      while (at < text.length) {
        const end = plainUntil(text, at);
        if (end > at) appendPlain(text.slice(at, end));
        const found = end < text.length ? takeMark(text[end]!) : null;
        if (found) yield found;
        at = end + 1;
      }
    },
    end(): TextRow | null {
      // All that follows a quote without end would be one cell.
      if (quoted === 'inside') throw atRow(message('datasets.csv-open-quote'));
      return cell !== '' || row.length > 0 ? endRow() : null;
    },
  };
}

/**
 * Rows of separated values (RFC 4180), as text: quoted cells may hold separators and line ends. Empty lines are left out.
 * @throws EngineError `dataset-corrupt` with the line, for a row that has no end
 */
export async function* csvRows(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  separator: string,
): AsyncGenerator<TextRow, void> {
  const decoder = new TextDecoder('utf-8');
  const reader = createReader(path, separator);
  for await (const piece of pieces) yield* reader.take(decoder.decode(piece, { stream: true }));
  yield* reader.take(decoder.decode());
  const last = reader.end();
  if (last) yield last;
}
