import { describe, expect, it } from 'vitest';
import { createSmoother, hasBlownUp, risingRates, suggestRate } from './rate-range.ts';

describe('the rates', () => {
  it('rise by one factor from end to end', () => {
    const rates = risingRates(1e-6, 10, 8);
    expect(rates.map((rate) => Number(rate.toPrecision(6)))).toEqual([
      1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10,
    ]);
  });
});

describe('the smoothed loss', () => {
  it('is a mean from its first value on, and forgets', () => {
    const smooth = createSmoother();
    expect(smooth(2)).toBeCloseTo(2, 12);
    expect(smooth(2)).toBeCloseTo(2, 12);
    let last = 0;
    for (let step = 0; step < 100; step++) last = smooth(1);
    expect(last).toBeCloseTo(1, 3);
  });

  it('has blown up at four times its least, and where it is no number', () => {
    expect([hasBlownUp(2, 1), hasBlownUp(4.1, 1), hasBlownUp(Number.NaN, 1)]).toEqual([false, true, true]);
    expect(hasBlownUp(2.3, Number.POSITIVE_INFINITY)).toBe(false);
  });
});

describe('the suggestion', () => {
  const rates = risingRates(1e-6, 1, 121);
  /** Flat, then falling around `steep`, then rising from `least` on. */
  const curve = (steep: number, least: number) =>
    rates.map((rate) => {
      const fall = 1.8 / (1 + (steep / rate) ** 2);
      return 2.3 - fall + (rate > least ? Math.log(rate / least) * 2 : 0);
    });

  it('is a tenth of where the loss is least; the steepest place is where it bends', () => {
    const found = suggestRate(rates, curve(1e-3, 3e-2))!;
    expect(found.least).toBeCloseTo(3e-2, 2);
    expect(found.rate).toBeCloseTo(found.least / 10, 4);
    expect(Math.log10(found.steepest)).toBeCloseTo(-3, 1);
    expect(found.openEnd).toBe(false);
  });

  it('says where the loss was still falling at the end', () => {
    expect(suggestRate(rates, curve(0.3, 10))!.openEnd).toBe(true);
  });

  it('is none where the loss only wavered or only rose', () => {
    const wavering = rates.map((_, at) => 2.3 + 0.01 * Math.sin(at));
    expect(suggestRate(rates, wavering)).toBeNull();
    expect(suggestRate(rates, curve(1e-3, 3e-2).slice(0, 5))).toBeNull();
    expect(
      suggestRate(
        rates,
        rates.map((_, at) => 2 + at),
      ),
    ).toBeNull();
  });
});
