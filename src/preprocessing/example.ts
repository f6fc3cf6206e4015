/** Numbers that examples are stored as: bytes of images, floats of tables and series, whole numbers of tokens. */
export const exampleTypes = ['uint8', 'float32', 'int32'] as const;
export type ExampleType = (typeof exampleTypes)[number];

/** What one example is, before and between the steps that make it a network's input. */
export interface ExampleSpec {
  /** `[height, width, channels]`. */
  readonly shape: readonly number[];
  /** `uint8`: as stored, 0 to 255. */
  readonly dtype: 'uint8' | 'float32';
}

export type Dimensions = readonly [height: number, width: number, channels: number];

/** The numbers that pixels lie between, as far as that is known: what black and white are at some place. */
export type Range = readonly [low: number, high: number];

/** The range of pixels as they are stored. */
export const byteRange: Range = [0, 255];

/** Of numbers that are no pixels: steps that go by a range are not for them. */
export const unknownRange: Range = [0, 1];
