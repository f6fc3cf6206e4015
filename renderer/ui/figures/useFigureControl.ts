import { createContext, useContext } from 'react';

/** What figures can change of the view that shows them. */
interface FigureControl {
  set(values: Readonly<Record<string, unknown>>): void;
  /** Opens what a cell of a matrix counts; left out where that is nothing. */
  cell?(row: number, column: number): void;
  /** Examples that were circled; none lets go of them. Left out where they are in no grid. */
  circle?(split: 'train' | 'test', examples: ReadonlySet<number>): void;
  /** Puts an example in, and shows what it is answered by. */
  open?(split: 'train' | 'test', example: number): void;
  /** Goes to the grid of images, which shows what was circled. */
  showCircled?(): void;
}

export const FigureControlContext = createContext<FigureControl | null>(null);

/** Null where a figure stands by itself. */
export const useFigureControl = (): FigureControl | null => useContext(FigureControlContext);
