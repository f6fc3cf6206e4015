import { describe, expect, it } from 'vitest';
import { printing, table } from './output.ts';
import { duration, progressBar } from './progress.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const bar = progressBar({ isTTY, write: (text: string) => written.push(text) }, () => time);
  const pass = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { written, bar, pass };
}

describe('the bar', () => {
  it('on a terminal shows how much is left, at most ten times a second', () => {
    const { written, bar, pass } = record(true);
    bar.update('epoch 1 of 2', 0, 10);
    pass(2000);
    bar.update('epoch 1 of 2', 5, 10, 'loss 0.5');
    bar.update('epoch 1 of 2', 6, 10);
    expect(written.filter((text) => text.includes('epoch'))).toEqual([
      'epoch 1 of 2 [------------------------] ',
      'epoch 1 of 2 [############------------] 2 s left  loss 0.5',
    ]);
  });

  it('elsewhere writes a line at each quarter, and no control characters', () => {
    const { written, bar } = record(false);
    for (let done = 0; done <= 100; done++) bar.update('reading', done, 100);
    bar.end();
    expect(written).toEqual(['reading\n', 'reading 25%\n', 'reading 50%\n', 'reading 75%\n']);
  });

  it('writes times as people say them', () => {
    expect([0.4, 59, 61, 3700, Number.POSITIVE_INFINITY].map(duration)).toEqual([
      ...['0 s', '59 s', '1 min 1 s', '1 h 1 min', ''],
    ]);
  });
});

describe('names with control characters', () => {
  const evil = 'net\x1b[2J\x1b]0;owned\x07\r\n\u202e';

  it('reach the terminal written out, the progress bar moves as it must', () => {
    const written: string[] = [];
    const streams = printing({
      stdout: { write: (text) => written.push(text) },
      stderr: { isTTY: true, write: (text) => written.push(text) },
    });
    const bar = progressBar(streams.stderr, () => 1000);
    bar.update(evil, 1, 2, evil);
    bar.print(evil);
    streams.stdout.write(`${evil}\n`);
    const moves = written.filter((text) => text === '\r\x1b[2K');
    expect(moves).toHaveLength(2);
    const rest = written.filter((text) => text !== '\r\x1b[2K').join('');
    expect(rest).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(rest).toContain('net\\u001b[2J\\u001b]0;owned\\u0007\\u000d');
    expect(rest.split('\n')).toHaveLength(4);
  });

  it('take no more room in a table than they do on the screen', () => {
    const [head, row] = table(['name', 'count'], [['a\x1bb', 7]]);
    expect(row).toBe('a\\u001bb      7');
    expect(head).toHaveLength(row!.length);
  });
});
