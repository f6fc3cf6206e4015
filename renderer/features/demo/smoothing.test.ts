import { describe, expect, it } from 'vitest';
import { smooth, unsure } from './smoothing.ts';

const answers = (list: readonly (readonly number[])[], elapsed = 100) =>
  list.reduce((state, each) => smooth(state, each, elapsed), unsure(2));

describe('the smoothed confidence', () => {
  it('follows an exponential average by time, whatever the pace', () => {
    const once = smooth(unsure(2), [1, 0], 500);
    const often = answers(
      Array.from({ length: 10 }, () => [1, 0]),
      50,
    );
    // 1 - e^(-500 / 250) of the way from 0.5 to 1.
    expect(once.confidence[0]).toBeCloseTo(0.5 + 0.5 * (1 - Math.exp(-2)), 12);
    expect(often.confidence[0]).toBeCloseTo(once.confidence[0]!, 12);
    expect(once.confidence[0]! + once.confidence[1]!).toBeCloseTo(1, 12);
  });

  it('does not act on a single wrong answer, and does not flicker', () => {
    const sure = answers(Array.from({ length: 20 }, () => [1, 0]));
    expect(sure.active).toBe(0);
    expect(smooth(sure, [0, 1], 100).active).toBe(0);
    expect(answers([[1, 0]]).active).toBeNull();
    const back = Array.from({ length: 20 }, () => [0, 1]).reduce(
      (state, each) => smooth(state, each, 100),
      sure,
    );
    expect(back.active).toBe(1);
  });
});
