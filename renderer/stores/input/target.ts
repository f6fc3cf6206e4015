/** What a run's network takes: images like those that it has learned from. */
export interface InputTarget {
  /** Of the data that it was trained on, its id or path. */
  readonly dataset: string;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Names of the classes; empty where the data is not known here. */
  readonly classes: readonly string[];
}

/** Beyond this side an image is no longer drawn by hand, stroke for pixel. */
const maxDrawnSide = 64;

/**
 * Whether its images look like what a pen draws: small, of one channel, and of classes that are written with one or two
 * signs, as digits and letters are.
 */
export const canBeDrawn = ({ height, width, channels, classes }: InputTarget): boolean =>
  channels === 1 &&
  Math.max(height, width) <= maxDrawnSide &&
  classes.length > 0 &&
  classes.every((name) => [...name].length <= 2);
