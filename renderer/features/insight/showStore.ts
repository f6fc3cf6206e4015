import { create } from 'zustand';
import { type ColourTable, diverging, greys, viridis } from '../../ui/colormap.ts';
import { aroundZero, type Normalisation, type ValueRange } from '../../ui/tensor/range.ts';

export const colourChoices = ['auto', 'viridis', 'diverging', 'greys'] as const;
export type ColourChoice = (typeof colourChoices)[number];

interface ShowState {
  readonly normalisation: Normalisation;
  readonly colours: ColourChoice;
  setNormalisation(normalisation: Normalisation): void;
  setColours(colours: ColourChoice): void;
}

/** How values become colours, in all of Inspect. */
export const useShow = create<ShowState>()((set) => ({
  normalisation: 'shared',
  colours: 'auto',
  setNormalisation: (normalisation) => set({ normalisation }),
  setColours: (colours) => set({ colours }),
}));

const tables = { viridis, diverging, greys } as const;

/**
 * The colour map of some values and the span it covers. `auto`: diverging for values of both signs, else viridis;
 * a diverging map has zero in its middle.
 */
export function paintOf(
  choice: ColourChoice,
  range: ValueRange,
): { colours: ColourTable; range: ValueRange } {
  const signed = range.min < 0 && range.max > 0;
  const name = choice === 'auto' ? (signed ? 'diverging' : 'viridis') : choice;
  return { colours: tables[name], range: name === 'diverging' ? aroundZero(range) : range };
}
