import { createContext, useContext } from 'react';

/** What figures can change of the view that shows them. */
interface FigureControl {
  set(values: Readonly<Record<string, unknown>>): void;
  /** Opens what a cell of a matrix counts; left out where that is nothing. */
  cell?(row: number, column: number): void;
}

export const FigureControlContext = createContext<FigureControl | null>(null);

/** Null where a figure stands by itself. */
export const useFigureControl = (): FigureControl | null => useContext(FigureControlContext);
