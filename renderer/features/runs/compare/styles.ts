/** How a run among others is distinguished: a color, a dash and a letter, so that any one of them is enough. */
export interface RunStyle {
  readonly letter: string;
  /** The theme's name of its color. */
  readonly color: string;
  /** Of its line, in pixels; empty is solid. */
  readonly dash: readonly number[];
}

const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [14, 4]];

export const runStyles: readonly RunStyle[] = dashes.map((dash, at) => ({
  letter: String.fromCharCode('A'.charCodeAt(0) + at),
  color: `--run-${String.fromCharCode('a'.charCodeAt(0) + at)}`,
  dash,
}));

/** More lines than these no eye keeps apart. */
export const maxCompared = runStyles.length;
