import { createContext } from 'react';

/** What leads from a layer's maps on. */
interface Explain {
  /** How a value comes about. */
  unit(place: { readonly channel: number; readonly row?: number; readonly column?: number }): void;
  /** The parts of the data that excite a channel. */
  patches(channel: number): void;
}

/** Null where maps are not a layer's. */
export const ExplainContext = createContext<Explain | null>(null);
