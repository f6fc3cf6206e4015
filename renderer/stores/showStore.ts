import { create } from 'zustand';
import { diverging, greys, viridis } from '../../src/insight/paint/colormap.ts';
import { aroundZero, type Normalisation, type ValueRange } from '../../src/insight/paint/range.ts';
import { type Quantity, type Scale, scaleOf } from '../../src/insight/paint/scale.ts';

export const colourChoices = ['auto', 'viridis', 'diverging', 'greys'] as const;
export type ColourChoice = (typeof colourChoices)[number];

interface ShowState {
  readonly normalisation: Normalisation;
  readonly colours: ColourChoice;
  setNormalisation(normalisation: Normalisation): void;
  setColours(colours: ColourChoice): void;
}

/** How values become colors, in Inspect and on the cards. */
export const useShow = create<ShowState>()((set) => ({
  normalisation: 'shared',
  colours: 'auto',
  setNormalisation: (normalisation) => set({ normalisation }),
  setColours: (colours) => set({ colours }),
}));

const tables = { viridis, diverging, greys } as const;

/** The color map of some values and the span it covers; `auto`: that of what they are. */
export function paintOf(choice: ColourChoice, quantity: Quantity, range: ValueRange): Scale {
  if (choice === 'auto') return scaleOf(quantity, range);
  return { colours: tables[choice], range: choice === 'diverging' ? aroundZero(range) : range };
}
