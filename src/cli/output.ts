import { messageOf } from '../files/errors.ts';
import { printable, printableLines } from '../files/printable.ts';
import type { Scores } from '../protocol/data.ts';
import { text } from '../text/language.ts';
import { message, sentence, type Text } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { memberTitle } from '../training/texts.ts';
import { count, fixed, percent } from './figures.ts';

/** Where a command writes: results to `stdout`, everything else to `stderr`. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: {
    write(text: string): unknown;
    /** Writes the control characters that it is given; absent where `write` does. */
    control?(sequence: string): unknown;
    readonly isTTY?: boolean | undefined;
  };
}

/**
 * The one way out to a terminal: names of files, layers and runs may hold anything, so control characters are written
 * out in all that is printed. A progress bar's own go through `control`.
 */
export const printing = ({ stdout, stderr }: Streams): Streams => ({
  stdout: { write: (text) => stdout.write(printableLines(text)) },
  stderr: {
    write: (text) => stderr.write(printableLines(text)),
    control: (sequence) => stderr.write(sequence),
    get isTTY() {
      return stderr.isTTY;
    },
  },
});

/** A refusal of the command line itself, in one line. `status` 2: it was called wrongly. */
export class CliError extends TextError {
  override readonly name = 'CliError';
  readonly status: 1 | 2;
  constructor(detail: Text, status: 1 | 2 = 1) {
    super(detail);
    this.status = status;
  }
}

/** One JSON object, or lines for people. */
export interface Result {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** What went wrong although the work was done: printed after the result, with exit status 1. */
  readonly failure?: Text | undefined;
}

/**
 * A network's scores in words; of one that returns its input the loss is how far off it is.
 * @param isReconstruction whether it does
 */
export function scoresInWords({ loss, accuracy, metrics = {} }: Scores, isReconstruction: boolean): string {
  const words = text.cli.output.scores;
  const value = fixed(loss, 4);
  const first = isReconstruction
    ? [words.reconstruction({ value })]
    : [words.loss({ value }), ...(accuracy === null ? [] : [words.accuracy({ value: percent(accuracy) })])];
  const others = Object.entries(metrics).map(([name, of]) => `${metricTitle(name)} ${fixed(of, 4)}`);
  return [...first, ...others].join(', ');
}

/** A metric as people call it. */
export const metricTitle = (name: string): string => memberTitle('metrics', name);

/** A number, bare or with its unit: `12.5%`, `0,26 MB`. */
const isQuantity = (cell: string | number): boolean =>
  typeof cell === 'number' || /^[\d.,]+ ?(%|[kMG]?B)$/.test(cell);

/** Columns of text, each as wide as it needs; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [
    head,
    ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? count(cell) : printable(cell)))),
  ];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const right = head.map((_, column) => isQuantity(rows[0]?.[column] ?? ''));
  return cells.map((row) =>
    row
      .map((cell, column) => (right[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Any error as one line. */
export function oneLine(error: unknown): string {
  const own = error instanceof TextError ? sentence(error.text) : messageOf(error);
  const detail = own.replace(/\s*\n\s*/g, ' ');
  return detail.trim() || sentence(message('cli.wordless'));
}
