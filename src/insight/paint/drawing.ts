import type { RgbImage } from './tiles.ts';

/** What a drawing is made of; places and lengths in units of one pixel of a screen, from the upper left corner. */
interface Marks {
  /** Points that are joined, `[x, y]` each. */
  readonly path: {
    readonly points: readonly (readonly [number, number])[];
    readonly color: string;
    readonly width: number;
    readonly dashed: boolean;
  };
  readonly dot: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly color: string;
  };
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly color: string;
  };
  /** `y` is the line that letters stand on; turned text runs upwards. */
  readonly text: {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly color: string;
    readonly anchor: 'start' | 'middle' | 'end';
    readonly turned: boolean;
  };
  /** Pixels as squares of `scale` units. */
  readonly image: {
    readonly x: number;
    readonly y: number;
    readonly scale: number;
    readonly image: RgbImage;
  };
}

type MarkName = keyof Marks;
export type MarkOf<M extends MarkName> = Marks[M] & { readonly mark: M };
export type Mark = { [M in MarkName]: MarkOf<M> }[MarkName];

/** What one function makes of each kind of mark. */
export type ForEachMark<T> = { readonly [M in MarkName]: (mark: MarkOf<M>) => T };

export const applyTo = <T>(mark: Mark, functions: ForEachMark<T>): T =>
  (functions[mark.mark] as (mark: Mark) => T)(mark);

/** A picture made of lines, shapes and words; later marks cover earlier ones. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** Colors of a drawing: hexadecimal where it becomes pixels, anything that CSS knows where it is shown. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly dim: string;
  readonly grid: string;
  /** A color of each series or class; further ones begin again. */
  readonly series: readonly string[];
  /** The paper with this share of the color of magnitudes, 0 to 1. */
  shade(share: number): string;
}

export const seriesColor = ({ series }: Palette, index: number): string => series[index % series.length]!;

/** Units that a letter is wide and high, on average. */
export const letter = { width: 6, height: 8 };

/** @param text is cut to this width, with an ellipsis */
export const fitText = (text: string, width: number): string => {
  const most = Math.max(1, Math.floor(width / letter.width));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
};
