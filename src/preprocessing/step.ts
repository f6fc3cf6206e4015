import type { z } from 'zod';
import type { Dimensions, ExampleSpec } from './example.ts';

export type StepParams = Readonly<Record<string, unknown>>;

/** Reads one channel of one pixel; `pixel` is the position of its first number in `images`. */
export type ReadPixel = (images: ArrayLike<number>, pixel: number, channel: number) => number;

/** Writes one example, which begins at `start` of `images`, as floats at `offset` of `out`. */
export type Write = (images: ArrayLike<number>, start: number, out: Float32Array, offset: number) => void;

/** Where a step that moves pixels is opened. */
export interface Opening {
  /** What it gets. */
  readonly source: Dimensions;
  /** What it makes. */
  readonly target: Dimensions;
  /** How pixels are read: through the values that the steps before it make of them, in the channels of `target`. */
  readonly read: ReadPixel;
  /** Values of the bytes 0 to 255 where pixels are bytes and channels stay: a shorter way than `read`. */
  readonly table: Float32Array | null;
  /** What an empty pixel holds after the steps on values that follow. */
  readonly background: number;
}

/**
 * One step on the way from a stored example to a network's input: all that Convas knows of it, in one value. Pure.
 * Parameters parsed from `{}` give the defaults; titles and help are in the catalogue, under the step's id.
 */
export interface Step<P extends StepParams = StepParams> {
  readonly step: string;
  /** `size`: moves pixels; `values`: changes each number by itself. */
  readonly group: 'size' | 'values';
  readonly parameters: z.ZodType<P> & { readonly shape: z.core.$ZodShape };
  /** True for a step that draws anew for each example, and is active in training only. */
  readonly random?: true;
  /**
   * What it makes of an example.
   * @param input the network's input, `[height, width, channels]`
   */
  infer(example: ExampleSpec, params: P, input: Dimensions): ExampleSpec;
  /** Of `values`: the function of one number. */
  value?(params: P): (value: number) => number;
  /** Of `size`, true where its pixels are mixtures: a function of values after it is not the same before it. */
  readonly mixes?: true;
  /** Of `size`. */
  open?(opening: Opening, params: P): Write;
}

/** Declares a step; keeps the parameters' type tied to its schema. */
export function defineStep<K extends string, P extends StepParams>(
  step: Step<P> & { readonly step: K },
): Step<P> & { readonly step: K } {
  return step;
}
