import { create } from 'zustand';

/** What is selected, by id. Session state: never part of the document, never undone. */
export interface Selection {
  readonly layers: readonly string[];
  readonly edges: readonly string[];
  readonly notes: readonly string[];
}

interface SelectionState extends Selection {
  /** A wish that the canvas show a layer in its middle; `count` tells one wish from the next. */
  readonly revealed: { readonly layer: string; readonly count: number } | null;
  /** Selects these and nothing else. */
  select(selection: Partial<Selection>): void;
  clear(): void;
  /** Selects a layer and asks the canvas to bring it into view. */
  reveal(layer: string): void;
}

const nothing: Selection = { layers: [], edges: [], notes: [] };

export const useSelection = create<SelectionState>()((set, get) => ({
  ...nothing,
  revealed: null,
  select: (selection) => set({ ...nothing, ...selection }),
  clear: () => set(nothing),
  reveal: (layer) =>
    set({ ...nothing, layers: [layer], revealed: { layer, count: (get().revealed?.count ?? 0) + 1 } }),
}));
