import { create } from 'zustand';

/** Examples of a dataset that were circled on a map of them. */
export interface Circled {
  readonly dataset: string;
  readonly split: 'train' | 'test';
  readonly examples: ReadonlySet<number>;
}

interface CircledState {
  readonly circled: Circled | null;
  set(circled: Circled | null): void;
}

/** What maps of the data and the grid of its images both show: one lasso for both. */
export const useCircled = create<CircledState>()((set) => ({
  circled: null,
  set: (circled) => set({ circled }),
}));
