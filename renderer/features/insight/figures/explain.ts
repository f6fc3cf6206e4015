import { createContext } from 'react';

/** Explains a value of the maps shown; null where they are not a layer's. */
export const ExplainContext = createContext<
  ((place: { readonly channel: number; readonly row?: number; readonly column?: number }) => void) | null
>(null);
