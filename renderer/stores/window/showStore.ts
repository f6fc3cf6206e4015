import { create } from 'zustand';
import { diverging, greys, viridis } from '../../../src/insight/paint/colormap.ts';
import { aroundZero, type Normalization, type ValueRange } from '../../../src/insight/paint/range.ts';
import { type Quantity, type Scale, scaleOf } from '../../../src/insight/paint/scale.ts';

export const colorChoices = ['auto', 'viridis', 'diverging', 'greys'] as const;
export type ColorChoice = (typeof colorChoices)[number];

interface ShowState {
  readonly normalization: Normalization;
  readonly colors: ColorChoice;
  setNormalization(normalization: Normalization): void;
  setColors(colors: ColorChoice): void;
}

/** How values become colors, in Inspect and on the cards. */
export const useShow = create<ShowState>()((set) => ({
  normalization: 'shared',
  colors: 'auto',
  setNormalization: (normalization) => set({ normalization }),
  setColors: (colors) => set({ colors }),
}));

const tables = { viridis, diverging, greys } as const;

/** The color map of some values and the span it covers; `auto`: that of what they are. */
export function paintOf(choice: ColorChoice, quantity: Quantity, range: ValueRange): Scale {
  if (choice === 'auto') return scaleOf(quantity, range);
  return { colors: tables[choice], range: choice === 'diverging' ? aroundZero(range) : range };
}
