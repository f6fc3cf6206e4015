import { create } from 'zustand';
import type { MeasureId } from '../../src/network/measures.ts';
import { useDocument } from './documentStore.ts';

interface HeatState {
  /** The measure that colors the layers of the document on the canvas; null leaves them as they are. */
  readonly measure: MeasureId | null;
  choose(measure: MeasureId | null): void;
}

/** What was chosen for each document that was open, by the name that it is opened under. */
const chosen = new Map<string, MeasureId>();

const nameOf = ({ fileName, document }: ReturnType<typeof useDocument.getState>): string =>
  fileName ?? document.name;

/** The colors belong to a document: another one has its own, and has them again when it is opened again. */
export const useHeatChoice = create<HeatState>()((set) => ({
  measure: null,
  choose(measure) {
    const name = nameOf(useDocument.getState());
    if (measure === null) chosen.delete(name);
    else chosen.set(name, measure);
    set({ measure });
  },
}));

useDocument.subscribe((state, before) => {
  if (state.session === before.session) return;
  useHeatChoice.setState({ measure: chosen.get(nameOf(state)) ?? null });
});
