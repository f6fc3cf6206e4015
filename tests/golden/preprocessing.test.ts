import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAffine } from '../../src/preprocessing/augment/affine.ts';
import type { Border } from '../../src/preprocessing/augment/border.ts';
import { gaussian, smooth } from '../../src/preprocessing/augment/gaussian.ts';
import type { Dimensions } from '../../src/preprocessing/example.ts';
import { fitSteps } from '../../src/preprocessing/fit.ts';
import { inferenceOperations } from '../../src/preprocessing/inference.ts';
import { openPipeline } from '../../src/preprocessing/pipeline.ts';
import { type ChosenStep, preprocessingSchema } from '../../src/preprocessing/schema.ts';
import { runPlain } from '../support/plain-operations.ts';

interface Golden {
  readonly steps: readonly {
    readonly about: string;
    readonly shape: Dimensions;
    readonly pixels: readonly number[];
    readonly steps: readonly ChosenStep[];
    readonly input: Dimensions;
    readonly expected: readonly number[];
  }[];
  readonly standardized: Readonly<Record<'mean' | 'std' | 'pixels' | 'expected', number[]>> & {
    readonly shape: Dimensions;
  };
  readonly geometry: {
    readonly shape: Dimensions;
    readonly pixels: readonly number[];
    readonly moved: readonly {
      readonly matrix: readonly [[number, number], [number, number]];
      readonly offset: readonly [number, number];
      readonly border: Border;
      readonly expected: readonly number[];
    }[];
    readonly smoothed: readonly { readonly sigma: number; readonly expected: readonly number[] }[];
  };
}

/** Made by make_preprocessing.py: NumPy, Pillow, scikit-learn, SciPy, TensorFlow. */
const golden: Golden = JSON.parse(readFileSync(new URL('preprocessing.json', import.meta.url), 'utf8'));

const none = { uniform: () => 0, normal: () => 0 };

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++)
    if (!(Math.abs(actual[at]! - expected[at]!) <= tolerance))
      expect.fail(`at ${at}: ${actual[at]} instead of ${expected[at]}`);
}

describe('steps equal what others make of the same pixels', () => {
  it.each(golden.steps)('$about', ({ shape, pixels, steps, input, expected }) => {
    const preprocessing = { inputShape: input, steps: preprocessingSchema.parse(steps) };
    const { write, size } = openPipeline(shape, preprocessing);
    const out = new Float32Array(size);
    write(Uint8Array.from(pixels), 0, out, 0);
    close(out, expected, 5e-4);
    // What exporters receive does the same.
    close(runPlain(pixels, shape, inferenceOperations(shape, preprocessing)), out, 5e-4);
  });

  it('standardize learns what StandardScaler learns, of a constant channel too', () => {
    const { shape, pixels, mean, std, expected } = golden.standardized;
    const bytes = Uint8Array.from(pixels);
    const each = shape[0] * shape[1] * shape[2];
    const steps = preprocessingSchema.parse([{ step: 'rescale' }, { step: 'standardize' }, { step: 'flip' }]);
    const preprocessing = { inputShape: shape, steps };
    expect(() => openPipeline(shape, preprocessing)).toThrow(/"standardize" has not learned its values/);
    const fitted = fitSteps(shape, preprocessing, (see) => {
      for (let start = 0; start < bytes.length; start += each) see(bytes, start);
    });
    const { params } = fitted[1]!;
    // Values are floats between the steps.
    close(params['mean'] as number[], mean, 1e-7);
    close(params['std'] as number[], std, 1e-7);
    const { write } = openPipeline(shape, { inputShape: shape, steps: fitted });
    const out = new Float32Array(bytes.length);
    for (let start = 0; start < bytes.length; start += each) write(bytes, start, out, start);
    close(out, expected, 1e-4);
    const operations = inferenceOperations(shape, { inputShape: shape, steps: fitted });
    expect(operations.map(({ op }) => op)).toEqual(['affine', 'affine']);
    close(runPlain(pixels.slice(0, each), shape, operations), out.subarray(0, each), 1e-5);
  });
});

describe('movements of pixels equal SciPy', () => {
  const { shape, pixels, moved, smoothed } = golden.geometry;

  it.each(moved)('affine_transform $matrix $offset, $border', ({ matrix, offset, border, expected }) => {
    const [[yy, yx], [xy, xx]] = matrix;
    const augment = openAffine({ shape, range: [0, 1] }, border, () => ({
      ...{ yy, yx, xy, xx },
      y0: offset[0],
      x0: offset[1],
    }));
    const out = new Float32Array(pixels.length);
    augment(Float32Array.from(pixels), out, 0, none);
    close(out, expected, 2e-5);
  });

  it.each(smoothed)('gaussian_filter $sigma', ({ sigma, expected }) => {
    const image = Float32Array.from(pixels);
    smooth(image, new Float32Array(image.length), shape, gaussian(sigma));
    close(image, expected, 2e-5);
  });
});
