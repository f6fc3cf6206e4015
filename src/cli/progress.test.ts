import { describe, expect, it } from 'vitest';
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
    expect(written).toEqual(['reading\n', 'reading 25 %\n', 'reading 50 %\n', 'reading 75 %\n']);
  });

  it('writes times as people say them', () => {
    expect([0.4, 59, 61, 3700, Number.POSITIVE_INFINITY].map(duration)).toEqual([
      ...['0 s', '59 s', '1 min 1 s', '1 h 1 min', ''],
    ]);
  });
});
