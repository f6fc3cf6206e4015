import type { StoreApi } from 'zustand';
import { type MeasureId, measures } from '../../../src/network/measures.ts';
import { useDocument } from '../document/documentStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';

/** A number for each of some layers, by their names. */
export type LayerValues = ReadonlyMap<string, number>;

/** Numbers of a person's own. */
export interface ImportedValues {
  /** Of the file that they came from. */
  readonly file: string;
  readonly values: LayerValues;
}

interface HeatState {
  /** The measure that colors the layers of the document on the canvas; null leaves them as they are. */
  readonly measure: MeasureId | null;
  /** Numbers of a file, which color the layers in the place of a measure; null for none. Forgotten with the page. */
  readonly own: ImportedValues | null;
  choose(measure: MeasureId | null): void;
  take(own: ImportedValues): void;
}

/** Kept in this tab alone, over a reload of it. */
const storageKey = 'convas.heat';
/** Documents whose colors are remembered; the ones chosen last. */
const most = 50;

type Chosen = readonly (readonly [document: string, measure: MeasureId])[];

const isMeasure = (value: unknown): value is MeasureId => measures.some(({ id }) => id === value);

function chosen(): Chosen {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((entry: unknown) => {
      const [document, measure] = Array.isArray(entry) ? (entry as unknown[]) : [];
      return typeof document === 'string' && isMeasure(measure) ? [[document, measure] as const] : [];
    });
  } catch {
    // Unreadable, or storage is not allowed here: nothing was chosen.
    return [];
  }
}

function remember(document: string, measure: MeasureId | null): void {
  const others = chosen().filter(([other]) => other !== document);
  const next = measure === null ? others : [...others, [document, measure] as const].slice(-most);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage is full or not allowed: the colors last until the page goes.
  }
}

/** A file is the same document each time it is opened; what has no file yet is known by its draft. */
const keyOf = ({
  handle,
  draft,
}: Pick<ReturnType<typeof useDocument.getState>, 'handle' | 'draft'>): string => handle ?? draft;

const chosenFor = (document: string): MeasureId | null =>
  chosen().find(([other]) => other === document)?.[1] ?? null;

/** The colors belong to a document: another one has its own, and has them again when it is opened again. */
export const useHeatChoice = perTab<HeatState>(
  (tab, set) => ({
    measure: chosenFor(keyOf(useDocument.of(tab).getState())),
    own: null,
    choose(measure) {
      remember(keyOf(useDocument.of(tab).getState()), measure);
      set({ measure, own: null });
    },
    take: (own) => set({ own, measure: null }),
  }),
  follow,
);

function follow(tab: Tab, store: StoreApi<HeatState>): void {
  tab.own(
    useDocument.of(tab).subscribe((state, before) => {
      const [key, old] = [keyOf(state), keyOf(before)];
      if (state.session !== before.session) store.setState({ measure: chosenFor(key), own: null });
      // Saved to a file, or to another one: it keeps its colors.
      else if (key !== old) remember(key, store.getState().measure);
    }),
  );
}
