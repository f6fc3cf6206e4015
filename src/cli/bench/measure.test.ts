import { describe, expect, it } from 'vitest';
import type { BenchmarkResult } from '../../protocol/benchmark.ts';
import { median, ratiosOf } from './measure.ts';

const result = (engine: string, batch: number, rounds: number[]): BenchmarkResult => ({
  network: 'lenet-5',
  batch,
  engine,
  version: '',
  imagesPerSecond: median(rounds),
  rounds,
});

describe('a benchmark', () => {
  it('takes medians, so that one bad round does no harm', () => {
    expect(median([5, 1, 900])).toBe(5);
    expect(median([4, 1, 2, 900])).toBe(3);
  });

  it('compares round by round with the first engine of each case', () => {
    const results = [
      result('compiled', 32, [8000, 4000, 9000]),
      result('tfjs', 32, [2000, 1000, 1500]),
      result('compiled', 512, [9000]),
      result('tfjs', 512, [6000]),
    ];
    expect(ratiosOf(results)).toEqual({
      'lenet-5/32': { 'compiled/tfjs': 4 },
      'lenet-5/512': { 'compiled/tfjs': 1.5 },
    });
  });
});
