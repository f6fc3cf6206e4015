import { createContext, useContext } from 'react';
import type { Detail } from './detail.ts';

/** What all cards draw by: how much they show, and the largest spatial dimension of the network. */
export interface Scale {
  readonly detail: Detail;
  readonly extent: number;
}

export const ScaleContext = createContext<Scale>({ detail: 'card', extent: 1 });

export const useScale = (): Scale => useContext(ScaleContext);
