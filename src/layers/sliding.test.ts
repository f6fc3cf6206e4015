import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { outputLength, padBefore, refuseTooLarge, type Sliding, slidingWindow, span } from './sliding.ts';

const lengths = fc.integer({ min: 1, max: 200 });
const small = fc.integer({ min: 1, max: 12 });

/** Positions of a window counted one by one, over an input with `before` and `after` zeros around it. */
function countPositions(length: number, reach: number, stride: number): number {
  let positions = 0;
  for (let start = 0; start + reach <= length; start += stride) positions++;
  return positions;
}

describe('outputLength', () => {
  it('counts the positions of a window inside the input', () => {
    fc.assert(
      fc.property(lengths, small, small, (length, reach, stride) => {
        expect(Math.max(0, outputLength(length, reach, stride, 'valid'))).toBe(
          countPositions(length, reach, stride),
        );
      }),
    );
  });

  it('with same padding keeps the length at stride 1 and pads just enough at others', () => {
    fc.assert(
      fc.property(lengths, small, small, (length, reach, stride) => {
        const output = outputLength(length, reach, stride, 'same');
        expect(outputLength(length, reach, 1, 'same')).toBe(length);
        const total = Math.max((output - 1) * stride + reach - length, 0);
        expect(countPositions(length + total, reach, stride)).toBe(output);
        const before = padBefore(length, reach, stride, 'same');
        expect(total - before - before).toBeGreaterThanOrEqual(0);
        expect(total - before - before).toBeLessThanOrEqual(1);
      }),
    );
  });
});

it('span is the distance from the first to the last value of a dilated kernel', () => {
  fc.assert(
    fc.property(small, small, (kernel, dilation) => {
      const taps = Array.from({ length: kernel }, (_, index) => index * dilation);
      expect(span(kernel, dilation)).toBe(taps.at(-1)! + 1);
    }),
  );
});

describe('refuseTooLarge', () => {
  const names = { window: 'kernel', parameter: 'kernelSize' } as const;

  it('says the sum that does not come out', () => {
    const sliding = { kernel: [5, 5], strides: [1, 1], dilation: [1, 1], padding: 'valid' } as const;
    const [problem] = refuseTooLarge([4, 4], sliding, names)!.problems;
    expect(sentence(problem!.message)).toBe('A 5x5 kernel does not fit a 4x4 input: 4 - 5 + 1 = 0.');
    expect(problem!.repairs.map(({ label }) => sentence(label))).toEqual([
      'Pad the input (padding: same)',
      'Use a 4x4 kernel',
    ]);
  });

  it('repairs what it refuses', () => {
    const pairOf = (value: fc.Arbitrary<number>) => fc.tuple(value, value);
    fc.assert(
      fc.property(
        pairOf(small),
        pairOf(small),
        pairOf(small),
        pairOf(small),
        (spatial, kernel, strides, dilation) => {
          const sliding = { kernel, strides, dilation, padding: 'valid' } as const;
          const refused = refuseTooLarge(spatial, sliding, names);
          const fits = spatial.every((length, axis) => span(kernel[axis]!, dilation[axis]!) <= length);
          expect(refused === null).toBe(fits);
          for (const repair of refused?.problems.flatMap(({ repairs }) => repairs) ?? []) {
            const patch = repair.params as { kernelSize?: number[]; padding?: 'same' };
            const mended: Sliding = {
              ...sliding,
              kernel: patch.kernelSize ?? kernel,
              padding: patch.padding ?? 'valid',
            };
            expect(refuseTooLarge(spatial, mended, names)).toBeNull();
          }
        },
      ),
    );
  });
});

it('the window of a padded convolution starts in the padding', () => {
  const sliding = { kernel: [3, 5], strides: [2, 1], dilation: [1, 2], padding: 'same' } as const;
  expect(slidingWindow([7, 9], sliding)).toEqual({
    reach: 'local',
    size: [3, 9],
    stride: [2, 1],
    padStart: [1, 4],
  });
});
