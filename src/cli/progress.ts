import { printable } from '../files/printable.ts';
import { text } from '../text/language.ts';
import { sentence, type Text } from '../text/message.ts';
import { percent } from './figures.ts';
import type { Streams } from './output.ts';

export interface Bar {
  /** `note` stands behind the bar: a loss, a speed. */
  update(title: Text, done: number, total: number, note?: string): void;
  /** Clears the bar on a terminal, so that what follows starts on an empty line. */
  end(): void;
  /** A line of its own, above the bar. */
  print(line: string): void;
}

const width = 24;
/** Milliseconds between two pictures of the bar. */
const every = 100;
/** Shares of the work between two lines where stderr is no terminal. */
const sparse = 0.25;

export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A bar with the time left on a terminal; elsewhere a line at every quarter of the work. */
export function progressBar(stderr: Streams['stderr'], now: () => number = () => performance.now()): Bar {
  let title = '';
  let since = 0;
  let drawn = Number.NEGATIVE_INFINITY;
  let printed = 0;
  const clear = () => {
    if (!stderr.isTTY) return;
    if (stderr.control) stderr.control('\r\x1b[2K');
    else stderr.write('\r\x1b[2K');
  };
  return {
    update(heading, done, total, note = '') {
      const time = now();
      const next = printable(sentence(heading));
      if (next !== title) {
        title = next;
        since = time;
        drawn = Number.NEGATIVE_INFINITY;
        printed = 0;
        if (!stderr.isTTY) stderr.write(`${title}\n`);
      }
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const extra = note === '' ? '' : `  ${printable(note)}`;
      if (!stderr.isTTY) {
        if (share < 1 && share - printed >= sparse) {
          printed = Math.floor(share / sparse) * sparse;
          stderr.write(`${title} ${percent(share, 0)}${extra}\n`);
        }
        return;
      }
      if (time - drawn < every) return;
      drawn = time;
      const filled = Math.round(share * width);
      const left =
        share > 0 ? text.cli.output.left({ time: duration(((time - since) / 1000) * (1 / share - 1)) }) : '';
      clear();
      stderr.write(`${title} [${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${left}${extra}`);
    },
    end: clear,
    print(line) {
      clear();
      stderr.write(`${printable(line)}\n`);
    },
  };
}
