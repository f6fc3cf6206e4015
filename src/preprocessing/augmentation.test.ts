import { describe, expect, it } from 'vitest';
import { openPipeline, openSteps } from './pipeline.ts';
import { steps as all, stepIds, stepOf } from './registry.ts';
import { type ChosenStep, preprocessingSchema } from './schema.ts';
import type { Draw } from './step.ts';

const shape = [8, 10, 3] as const;
const pixels = Uint8Array.from({ length: 240 }, (_, at) => (at * 89 + 17) % 256);
// Those that mix examples have a test of their own.
const random = stepIds.filter((id) => stepOf(id)!.random && !stepOf(id)!.mix);
const chosen = (...steps: unknown[]): ChosenStep[] => preprocessingSchema.parse(steps);

/** Always these numbers, in turn. */
const giving = (...numbers: number[]): Draw => {
  let at = 0;
  const next = (): number => numbers[at++ % numbers.length]!;
  return { uniform: next, normal: next };
};

/** A small generator: what the engine hands over is tested with it. */
function seeded(seed: number): Draw {
  let state = Math.imul(seed, 2654435761);
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

function vary(steps: readonly ChosenStep[], draw: Draw): Float32Array {
  const { write, size } = openPipeline(shape, { inputShape: shape, steps }, { training: true });
  const out = new Float32Array(size + 1);
  write(pixels, 0, out, 1, draw);
  return out.subarray(1);
}

describe('random steps', () => {
  it.each(random)('%s does nothing outside of training', (step) => {
    const steps = chosen({ step }, { step: 'rescale' });
    const { write } = openPipeline(shape, { inputShape: shape, steps });
    const out = new Float32Array(240);
    write(pixels, 0, out, 0);
    expect(out).toEqual(Float32Array.from(pixels, (byte) => byte / 255));
  });

  it.each(random)(
    '%s makes the same of the same numbers, something else of others, within the range',
    (step) => {
      const steps = chosen({ step, ...(step === 'color' && { params: { saturation: 0.5, hue: 0.3 } }) });
      const one = vary(steps, seeded(5));
      expect(vary(steps, seeded(5))).toEqual(one);
      expect(
        [6, 7, 8, 9, 10, 11, 12, 13, 14, 15].some((seed) =>
          vary(steps, seeded(seed)).some((value, at) => value !== one[at]),
        ),
      ).toBe(true);
      for (const value of one) expect(value).toBeGreaterThanOrEqual(-1e-3);
      for (const value of one) expect(value).toBeLessThanOrEqual(255 + 1e-3);
    },
  );

  it('flip mirrors exactly, half of the time', () => {
    const both = chosen({ step: 'flip', params: { vertical: true } });
    const turned = Float32Array.from({ length: 80 }, (_, at) => 79 - at);
    const expected = [...turned].flatMap((pixel) => [0, 1, 2].map((c) => pixels[pixel * 3 + c]!));
    expect([...vary(both, giving(0.2))]).toEqual(expected);
    expect([...vary(both, giving(0.7))]).toEqual([...pixels]);
  });

  it('shift moves whole pixels and fills with black, whatever black is', () => {
    const steps = chosen(
      { step: 'rescale', params: { range: 'lecun' } },
      { step: 'shift', params: { vertical: 0.25, horizontal: 0 } },
    );
    const out = vary(steps, giving(1, 0.5));
    const row = 10 * 3;
    expect([...out.subarray(0, 2 * row)].every((value) => value === Math.fround(-0.1))).toBe(true);
    expect(out[2 * row]).toBe(Math.fround(-0.1 + (pixels[0]! / 255) * 1.275));
  });

  it('rotates by a right angle exactly, counterclockwise for positive angles as Pillow does', () => {
    const square = [3, 3, 1] as const;
    const steps = chosen({ step: 'rotate', params: { degrees: 90 } });
    const { write } = openPipeline(square, { inputShape: square, steps }, { training: true });
    const out = new Float32Array(9);
    write(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]), 0, out, 0, giving(1));
    expect([...out].map(Math.round)).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]);
  });

  it('are one interpolation where several move pixels: there and back again is where it was', () => {
    const there = { step: 'zoom', params: { amount: 0.5 } };
    // 1.5 times the size, then half of... 1 / 1.5 of it.
    const steps = chosen(there, { step: 'zoom', params: { amount: 1 / 3 } });
    const out = vary(steps, giving(1, 1, 0, 0));
    for (let at = 0; at < out.length; at++) expect(Math.abs(out[at]! - pixels[at]!)).toBeLessThan(1e-3);
  });

  it('color equals its definitions', () => {
    const bright = vary(chosen({ step: 'color', params: { brightness: 0.5, contrast: 0 } }), giving(1, 0.5));
    for (const [at, value] of bright.entries())
      expect(value).toBeCloseTo(Math.min(255, pixels[at]! * 1.5), 3);
    // A third of a turn makes red of blue, green of red, blue of green.
    const hue = vary(
      chosen({ step: 'color', params: { brightness: 0, contrast: 0, hue: 1 / 3 } }),
      giving(0.5, 0.5, 0.5, 1),
    );
    for (let at = 0; at < 240; at += 3)
      for (const [c, from] of [2, 0, 1].entries()) expect(hue[at + c]).toBeCloseTo(pixels[at + from]!, 2);
  });

  it('noise has the deviation that it says', () => {
    const draw = seeded(3);
    const side = [100, 100, 1] as const;
    const steps = chosen({ step: 'noise', params: { amount: 0.05 } });
    const { write } = openPipeline(side, { inputShape: side, steps }, { training: true });
    const out = new Float32Array(10_000);
    write(new Uint8Array(10_000).fill(128), 0, out, 0, draw);
    const mean = out.reduce((sum, value) => sum + value, 0) / 10_000;
    const deviation = Math.sqrt(out.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 10_000);
    expect(Math.abs(mean - 128)).toBeLessThan(0.5);
    expect(Math.abs(deviation / (0.05 * 255) - 1)).toBeLessThan(0.03);
  });

  it('elastic distortion moves by the root mean square that its smoothing leaves', () => {
    // A ramp shows how far each pixel was moved along it.
    const side = [64, 64, 1] as const;
    const steps = chosen({ step: 'elastic', params: { alpha: 34, sigma: 4, border: 'edge' } });
    const { write } = openPipeline(side, { inputShape: side, steps }, { training: true });
    const ramp = Uint8Array.from({ length: 4096 }, (_, at) => 4 * (at % 64));
    const out = new Float32Array(4096);
    let squares = 0;
    for (let seed = 1; seed <= 8; seed++) {
      write(ramp, 0, out, 0, seeded(seed));
      for (let y = 12; y < 52; y++)
        for (let x = 12; x < 52; x++) squares += ((out[y * 64 + x]! - ramp[y * 64 + x]!) / 4) ** 2;
    }
    // A uniform number has variance 1/3; smoothing by a Gaussian leaves 1 / (4 pi sigma^2) of it.
    const expected = 34 * Math.sqrt(1 / 3 / (4 * Math.PI * 16));
    expect(Math.abs(Math.sqrt(squares / (8 * 1600)) / expected - 1)).toBeLessThan(0.15);
  });

  it('cutout covers a square that may stick out', () => {
    const out = vary(chosen({ step: 'cutout', params: { size: 0.5, fill: 'white' } }), giving(0, 0));
    const white = [...out].filter((value, at) => value === 255 && pixels[at] !== 255).length;
    // A square of 4 x 4 around the first pixel: 2 x 2 of it are inside.
    expect(white + [...pixels].filter((byte) => byte === 255).length).toBeGreaterThanOrEqual(12);
    expect([...out.subarray(0, 6)]).toEqual(Array(6).fill(255));
    expect(out[6]).toBe(pixels[6]);
  });
});

describe('channels', () => {
  it('become those of the input on their own, behind the last step that changes them', () => {
    const gray = openSteps(shape, { inputShape: [8, 10, 3], steps: chosen({ step: 'grayscale' }) });
    expect(gray.shape).toEqual([8, 10, 3]);
    const out = new Float32Array(240);
    gray.write(pixels, 0, out, 0);
    expect(out[0]).toBe(out[2]);
    expect(out[0]).toBe(Math.fround((pixels[0]! + pixels[1]! + pixels[2]!) / 3));
  });

  it('every step tells what it does to other programs', () => {
    expect(Object.values(all).every(({ plain }) => typeof plain === 'function')).toBe(true);
  });
});
