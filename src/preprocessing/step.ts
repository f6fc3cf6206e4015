import type { z } from 'zod';
import type { Matrix } from './augment/matrix.ts';
import type { Dimensions, ExampleSpec, Range } from './example.ts';
import type { PlainOperation } from './plain.ts';
import type { StatisticsOfStep } from './statistics.ts';

export type StepParams = Readonly<Record<string, unknown>>;

/** Random numbers of one example in one epoch. */
export interface Draw {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Reads one channel of one pixel; `pixel` is the position of its first number in `images`. */
export type ReadPixel = (images: ArrayLike<number>, pixel: number, channel: number) => number;

/**
 * Writes one example, which begins at `start` of `images`, as floats at `offset` of `out`.
 * @param draw of a pipeline that was opened for training
 */
export type Write = (
  images: ArrayLike<number>,
  start: number,
  out: Float32Array,
  offset: number,
  draw?: Draw,
) => void;

/** Writes a variant of an example, `[height, width, channels]`, at `offset` of `out`, in the same shape. */
export type Augment = (image: Float32Array, out: Float32Array, offset: number, draw: Draw) => void;

/**
 * Mixes an example with another of its batch, in place.
 * @returns the share of its own: the targets are mixed by it
 */
export type Mix = (own: Float32Array, other: Float32Array, draw: Draw) => number;

/** Where a step is opened that moves or mixes pixels. */
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
  /** What `read` gives lies between these. */
  readonly range: Range;
}

/** Where a random step is opened. */
export interface AugmentOpening {
  readonly shape: Dimensions;
  readonly range: Range;
}

/**
 * One step on the way from a stored example to a network's input: all that Convas knows of it, in one value. Pure.
 * Parameters parsed from `{}` give the defaults; titles and help are in the catalogue, under the step's id.
 */
export interface Step<P extends StepParams = StepParams> {
  readonly step: string;
  /** `size`: other pixels; `channels`: other channels; `values`: other numbers; `augmentation`: random, in training only. */
  readonly group: 'size' | 'channels' | 'values' | 'augmentation';
  readonly parameters: z.ZodType<P> & { readonly shape: z.core.$ZodShape };
  /** True where documents state only parameters that differ from their defaults: they are from before it had any. */
  readonly sparse?: true;
  /** True for a step that draws again for each example, and is active in training only. */
  readonly random?: true;
  /** True for a step that makes sense of numbers that are no pixels: of tables and series. */
  readonly numbers?: true;
  /** True where it makes the size of the network's input of any image, without being given it. */
  readonly fits?: true;
  /**
   * What it makes of an example.
   * @param input the network's input, `[height, width, channels]`
   * @throws TextError where it cannot be applied to the example
   */
  infer(example: ExampleSpec, params: P, input: Dimensions): ExampleSpec;
  /** The range of what it makes; left out where it is that of what it gets. */
  spread?(params: P, range: Range): Range;
  /** Of a step whose parameters are learned from the training split: they are, where `wanted`. */
  readonly fit?: {
    /** The parameters that it learns. */
    readonly learned: readonly Extract<keyof P, string>[];
    wanted(params: P): boolean;
    begin(params: P, channels: number): StatisticsOfStep<P>;
  };
  /** Of `values`: the function of one number. @param range of what it gets */
  value?(params: P, range: Range): (value: number) => number;
  /** True where its pixels are mixtures: a function of values after it is not the same before it. */
  readonly mixes?: true;
  /** Of steps that read several pixels or channels. */
  open?(opening: Opening, params: P): Write;
  /**
   * Of random steps that only move pixels: from a place in the result to the place in the source, both from the middle
   * of the image. Several in a row are one interpolation.
   */
  affine?(params: P, size: Dimensions, draw: Draw): Matrix;
  /** Of other random steps. */
  augment?(opening: AugmentOpening, params: P): Augment;
  /** Of random steps that mix the examples of a batch, behind all other steps. */
  mix?(shape: Dimensions, params: P): Mix;
  /** What it does, in operations that any other program has. Empty: nothing. */
  plain(
    params: P,
    at: { readonly source: Dimensions; readonly target: Dimensions; readonly range: Range },
  ): readonly PlainOperation[];
}

/** Declares a step; keeps the parameters' type tied to its schema. */
export function defineStep<K extends string, P extends StepParams>(
  step: Step<P> & { readonly step: K },
): Step<P> & { readonly step: K } {
  return step;
}

/** Declares a step that mixes examples of a batch, in training only. */
export function defineMixing<K extends string, P extends StepParams>(
  step: Required<Pick<Step<P>, 'parameters' | 'mix'>> & { readonly step: K },
): Step<P> & { readonly step: K } {
  return { ...step, group: 'augmentation', random: true, infer: (example) => example, plain: () => [] };
}

/** Declares a random step, which leaves the shape alone and does nothing at inference. */
export function defineAugmentation<K extends string, P extends StepParams>(
  step: Pick<Step<P>, 'parameters' | 'affine' | 'augment'> & { readonly step: K },
): Step<P> & { readonly step: K } {
  return {
    ...step,
    group: 'augmentation',
    random: true,
    infer: (example) => ({ ...example, dtype: 'float32' }),
    plain: () => [],
  };
}
