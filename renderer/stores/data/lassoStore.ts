import { create } from 'zustand';

/** Examples of a dataset that were circled on a map of them. */
export interface LassoSelection {
  readonly dataset: string;
  readonly split: 'train' | 'test';
  readonly examples: ReadonlySet<number>;
}

interface LassoState {
  readonly selection: LassoSelection | null;
  set(selection: LassoSelection | null): void;
}

/** What maps of the data and the grid of its images both show: one lasso for both. */
export const useLasso = create<LassoState>()((set) => ({
  selection: null,
  set: (selection) => set({ selection }),
}));
