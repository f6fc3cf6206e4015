/**
 * What preprocessing does at inference, in operations that other programs have: what exporters write, and what the
 * model card tells. Sizes are `[height, width]`; pixels are `[height, width, channels]`.
 */
export type PlainOperation =
  /** Cuts out a box. */
  | {
      readonly op: 'crop';
      readonly top: number;
      readonly left: number;
      readonly height: number;
      readonly width: number;
    }
  /** Adds a frame of one value. */
  | {
      readonly op: 'pad';
      readonly top: number;
      readonly left: number;
      readonly bottom: number;
      readonly right: number;
      readonly value: number;
    }
  /**
   * Half-pixel centers. `antialias`: triangle filter as wide as the reduction (Pillow's BILINEAR); else two neighbors
   * in each direction (`tf.image.resize`, ONNX `Resize` linear half_pixel).
   */
  | {
      readonly op: 'resize';
      readonly height: number;
      readonly width: number;
      readonly antialias: boolean;
      /** The part of the source that is resized, where that is not all of it: `[top, left, height, width]`, fractional. */
      readonly box: readonly [number, number, number, number] | null;
    }
  /** The mean of all channels. */
  | { readonly op: 'mean-channel' }
  /** The only channel, so many times. */
  | { readonly op: 'repeat-channel'; readonly channels: number }
  /** `scale * value + offset`; one of each, or one for each channel. */
  | { readonly op: 'affine'; readonly scale: readonly number[]; readonly offset: readonly number[] }
  /** `(value - mean) / max(standard deviation, least)` over all numbers of the image. */
  | { readonly op: 'standardize-image'; readonly least: number };

/** One function for each operation; it takes `Before`, then the operation. */
export type PlainWriters<Result, Before extends readonly unknown[] = []> = {
  readonly [K in PlainOperation['op']]: (
    ...given: [...Before, operation: Extract<PlainOperation, { readonly op: K }>]
  ) => Result;
};

export const writePlain = <Result, Before extends readonly unknown[]>(
  writers: PlainWriters<Result, Before>,
  operation: PlainOperation,
  ...before: Before
): Result =>
  (writers[operation.op] as (...given: [...Before, operation: PlainOperation]) => Result)(
    ...before,
    operation,
  );

/** Numbers of operations as float32 distinguishes them. */
export const rounded = (value: number): number => Number(value.toPrecision(9));

export const affine = (
  scale: number | readonly number[],
  offset: number | readonly number[],
): PlainOperation => ({
  op: 'affine',
  scale: typeof scale === 'number' ? [scale] : scale,
  offset: typeof offset === 'number' ? [offset] : offset,
});
