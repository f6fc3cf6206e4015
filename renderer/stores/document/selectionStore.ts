import type { StoreApi } from 'zustand';
import { locate, openPlace, type Place, pathAt, reachablePlace } from '../../../src/document/place.ts';
import type { Selection } from '../../editing/selection.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useDocument } from './documentStore.ts';

interface SelectionState extends Selection {
  /** The part of the network that is open: the network itself, or the inside of a block. */
  readonly place: Place;
  /** A wish that the canvas show a layer of the open part in its middle; `count` distinguishes one wish from the next. */
  readonly revealed: { readonly layer: string; readonly count: number } | null;
  /** Selects these and nothing else. */
  select(selection: Partial<Selection>): void;
  clear(): void;
  /** Opens the part that holds the layer of this path (of the network), selects it, and shows it. */
  reveal(path: string): void;
  /** Opens a part; nothing of it is selected unless it is named. */
  open(place: Place, selection?: Partial<Selection>): void;
  /** Goes out of blocks until `depth` are left; what was gone out of is selected. */
  leave(depth?: number): void;
}

const noSelection: Selection = { layers: [], edges: [], notes: [] };

export const useSelection = perTab<SelectionState>(
  (tab, set, get) => ({
    ...noSelection,
    place: [],
    revealed: null,
    select: (selection) => set({ ...noSelection, ...selection }),
    clear: () => set(noSelection),
    reveal(path) {
      const { place, id } = locate(useDocument.of(tab).getState().document, path);
      const revealed = { layer: id, count: (get().revealed?.count ?? 0) + 1 };
      set({
        ...noSelection,
        place: samePlace(place, get().place) ? get().place : place,
        layers: [id],
        revealed,
      });
    },
    open(place, selection = {}) {
      if (openPlace(useDocument.of(tab).getState().document, place))
        set({ ...noSelection, ...selection, place });
    },
    leave(depth = get().place.length - 1) {
      const { place } = get();
      const left = place[depth];
      if (left && depth >= 0) set({ ...noSelection, place: place.slice(0, depth), layers: [left.instance] });
    },
  }),
  leaveLostBlocks,
);

/** Another document begins outside of all blocks; a block that is gone (undone, unpacked) is left. */
function leaveLostBlocks(tab: Tab, store: StoreApi<SelectionState>): void {
  tab.own(
    useDocument.of(tab).subscribe((state, before) => {
      const { place } = store.getState();
      if (place.length === 0) return;
      const reachable = state.session === before.session ? reachablePlace(state.document, place) : [];
      if (reachable !== place) store.setState({ ...noSelection, place: reachable });
    }),
  );
}

const samePlace = (a: Place, b: Place): boolean => pathAt(a, '') === pathAt(b, '');

/** The path, in the network, of the layer whose inside a place is; empty for the network itself. */
export function pathOfPlace(place: Place): string {
  const last = place.at(-1);
  return last ? pathAt(place.slice(0, -1), last.instance) : '';
}
